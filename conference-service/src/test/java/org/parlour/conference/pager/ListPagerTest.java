package org.parlour.conference.pager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.parlour.conference.PagerRules;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;

@NullUnmarked
class ListPagerTest {
  private final SessionKit kit = SessionKit.list();

  private static Recipient to(Peer peer) {
    return Recipient.to(peer.address());
  }

  private static Recipient listed(Peer peer, CopyControl control, boolean anonymize) {
    return new Recipient(peer.address(), control, anonymize, null);
  }

  private SessionKit send(Recipient... recipients) {
    kit.alice.messages(
        SessionKit.EXPLODER,
        new SipMethod.Message("text/plain", "hi".getBytes(UTF_8), List.of(recipients)));
    return kit;
  }

  @Test
  @Spec({"8.3.1.1.1-7", "8.3.1.1.1-8", "8.3.2.1-1", "8.3.2.1-4"})
  void answers_once_and_sends_one_message_to_each() {
    send(to(kit.bob), to(kit.carol));

    assertThat(kit.answer().status()).isEqualTo(202);
    List<SendRequest> copies = kit.requests("MESSAGE");
    assertThat(copies)
        .extracting(SendRequest::requestUri)
        .containsExactly(kit.bob.address(), kit.carol.address());
    assertThat(copies).extracting(SendRequest::callId).doesNotHaveDuplicates();
    assertThat(copies).extracting(SendRequest::fromTag).doesNotHaveDuplicates();
    assertThat(copies).extracting(SendRequest::id).doesNotHaveDuplicates();
    assertThat(copies)
        .allSatisfy(
            copy -> {
              assertThat(copy.headers().contact()).isNull();
              assertThat(copy.toTag()).isNull();
              assertThat(copy.maxForwards()).isEqualTo(69);
            });
  }

  @Test
  @Spec({"8.3.2.1-2", "8.3.2.1-3", "8.3.2.1-IMS", "8.3.2.1-5a"})
  void says_who_wrote_it_and_carries_on_what_came() {
    send(to(kit.bob));

    SendRequest copy = kit.request("MESSAGE");
    assertThat(copy.from()).isEqualTo(new NameAddress("Alice", kit.alice.address()));
    assertThat(copy.headers().assertedIdentity())
        .isEqualTo(new NameAddress("Alice", kit.alice.address()));
    assertThat(copy.headers().acceptContact()).isTrue();
    assertThat(copy.headers().privacyId()).isFalse();
    assertThat(copy.headers().carried()).isEqualTo(Map.of("Subject", "lunch"));
  }

  @Test
  @Spec({"8.3.2.1-5a", "RFC 5364 §5"})
  void tells_who_else_was_addressed_but_nobody_who_is_hidden() {
    send(
        to(kit.bob),
        listed(kit.carol, CopyControl.CC, true),
        listed(kit.dave, CopyControl.BCC, false));

    assertThat(kit.requests("MESSAGE")).hasSize(3);
    var content = (SipContent.MessageWithHistory) kit.dave.message().content();
    assertThat(content.contentType()).isEqualTo("text/plain");
    assertThat(content.body()).asString(UTF_8).isEqualTo("hi");
    assertThat(content.history())
        .containsExactly(
            Recipient.to(kit.bob.address()),
            new Recipient(
                ImAddress.parse("sip:anonymous@anonymous.invalid"), CopyControl.CC, true, null));
  }

  @Test
  void sends_no_history_where_nobody_may_be_named() {
    send(listed(kit.bob, CopyControl.BCC, false));

    assertThat(kit.request("MESSAGE").content()).isInstanceOf(SipContent.Written.class);
  }

  @Test
  @Spec("8.3.2.1-5a")
  void sends_to_each_user_once_and_not_to_the_sender() {
    send(
        to(kit.alice),
        to(kit.bob),
        Recipient.to(ImAddress.parse("sip:bob@example.org;transport=tcp")));

    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.bob.address());
  }

  @Test
  @Spec("D-05")
  void sends_a_note_to_oneself() {
    send(to(kit.alice));

    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.alice.address());
  }

  @Test
  @Spec({"8.3.2.1-4", "RFC 5363 §4.1"})
  void never_sends_to_what_it_would_have_to_resolve_itself() {
    send(to(kit.bob), Recipient.to(SessionKit.LOBBY), Recipient.to(SessionKit.EXPLODER));

    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.bob.address());
  }

  @Test
  @Spec("8.3.1.1.1-1")
  void refuses_first_of_all_when_the_service_is_off() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withListService(false)));
    kit.alice.withoutIdentity().requiring("recipient-list-message");

    send(to(kit.bob));

    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning())
        .isEqualTo(ImError.LIST_SERVICE_NOT_SUPPORTED.warning());
    assertThat(kit.answer().headers().supported()).doesNotContain("recipient-list-message");
    assertThat(kit.requests("MESSAGE")).isEmpty();
  }

  @Test
  @Spec("8.3.1.1.1-5")
  void refuses_whom_nobody_vouches_for() {
    kit.alice.withoutIdentity().anonymously();

    send(to(kit.bob));

    assertRefused(ImError.ORIGINATOR_NOT_AUTHORIZED);
  }

  @Test
  @Spec("8.3.1.1.1-6")
  void refuses_anonymity_where_the_operator_forbids_it() {
    kit.with(kit.policy().withAnonymity(false, true));
    kit.alice.anonymously();

    send(to(kit.bob));

    assertRefused(ImError.ANONYMITY_NOT_ALLOWED);
  }

  @Test
  @Spec({"8.3.1.1.1-6", "D-03"})
  void hides_the_sender_from_the_recipient_and_not_from_the_core() {
    kit.alice.anonymously();

    send(to(kit.bob));

    SendRequest copy = kit.request("MESSAGE");
    assertThat(copy.headers().privacyId()).isTrue();
    assertThat(copy.headers().assertedIdentity().address()).isEqualTo(kit.alice.address());
    assertThat(copy.from()).hasToString("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
  }

  @Test
  @Spec("RFC 5365 §8")
  void refuses_a_longer_list_than_the_operator_allows() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withMaxRecipients(2)));

    send(to(kit.alice), to(kit.bob), to(kit.carol), to(kit.dave));

    assertRefused(ImError.TOO_MANY_RECIPIENTS);
  }

  @Test
  void refuses_a_message_to_nobody() {
    kit.alice.messages(SessionKit.EXPLODER);

    assertThat(kit.answer().status()).isEqualTo(400);
  }

  private void assertRefused(ImError error) {
    assertThat(kit.answer().status()).isEqualTo(error.sipStatus());
    assertThat(kit.answer().headers().warning()).isEqualTo(error.warning());
    assertThat(kit.requests("MESSAGE")).isEmpty();
    assertThat(kit.state().isEmpty()).isTrue();
  }

  @Test
  @Spec({"8.3.1.1.1-8", "RFC 3261 §8.2.2.2"})
  void answers_arepetition_again_and_the_same_by_another_way_with_482() {
    send(to(kit.bob));

    kit.alice.through(new ReplyTo(1, 7)).repeatsLast();
    assertThat(kit.answer().status()).isEqualTo(202);
    assertThat(kit.answer().replyTo()).isEqualTo(new ReplyTo(1, 7));
    kit.alice.repeatsLastByAnotherWay();
    assertThat(kit.answer().status()).isEqualTo(482);

    assertThat(kit.allRequests("MESSAGE")).hasSize(1);
  }

  @Test
  @Spec("8.3.1.1.1-8")
  void a_recipient_that_fails_or_is_silent_touches_nobody() {
    send(to(kit.bob), to(kit.carol), to(kit.dave));

    kit.bob.answersMessage(486);
    kit.carol.isSilent();
    kit.dave.answersMessage(200);

    assertThat(kit.allAnswers()).hasSize(1);
    kit.after(Duration.ofSeconds(40));
    assertThat(kit.state().isEmpty()).isTrue();
  }

  @Test
  void keeps_a_window_open_and_goes_on_as_copies_finish() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withWindow(2)));
    send(to(kit.bob), to(kit.carol), to(kit.dave));
    assertThat(kit.requests("MESSAGE")).hasSize(2);

    kit.carol.answersMessage(180);
    assertThat(kit.requests("MESSAGE")).isEmpty();
    kit.carol.answersMessage(200);

    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.dave.address());
  }

  @Test
  void a_silent_edge_costs_its_copies_only() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withWindow(1)));
    send(to(kit.bob), to(kit.carol));

    kit.after(Duration.ofSeconds(40));
    assertThat(kit.request("MESSAGE").requestUri()).isEqualTo(kit.carol.address());
    kit.carol.answersMessage(200);
    kit.after(Duration.ofSeconds(40));

    assertThat(kit.state().isEmpty()).isTrue();
  }

  @Test
  void ends_at_its_deadline_whoever_was_not_reached() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withWindow(1)));
    List<Recipient> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(Recipient.to(ImAddress.parse("sip:u" + i + "@example.org")));
    }
    send(many.toArray(Recipient[]::new));

    kit.after(PagerRules.DEFAULTS.deadline());

    assertThat(kit.allRequests("MESSAGE")).hasSize(5);
    assertThat(kit.state().isEmpty()).isTrue();
    assertThat(kit.timers()).isEmpty();
  }

  @Test
  void a_response_that_comes_twice_counts_once() {
    kit.with(kit.policy().with(PagerRules.DEFAULTS.withWindow(1)));
    send(to(kit.bob), to(kit.carol), to(kit.dave));
    SendRequest toBob = kit.bob.message();

    kit.bob.answersMessage(200);
    kit.input(new RequestFailed(kit.now(), toBob.id(), RequestFailed.Cause.TRANSPORT));

    assertThat(kit.allRequests("MESSAGE")).hasSize(2);
  }
}
