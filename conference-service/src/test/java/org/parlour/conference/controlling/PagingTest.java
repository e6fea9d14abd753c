package org.parlour.conference.controlling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.parlour.conference.PagerRules;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;

/// Pager messages to groups and sessions.
@NullUnmarked
class PagingTest {
  private final SessionKit group = SessionKit.group();
  private final SessionKit session = SessionKit.adHoc();

  private static SipMethod.Message withList(SessionKit kit) {
    return new SipMethod.Message(
        "text/plain", "hi".getBytes(UTF_8), List.of(Recipient.to(kit.dave.address())));
  }

  private static void assertRefused(SessionKit kit, ImError error) {
    assertThat(kit.answer().status()).isEqualTo(error.sipStatus());
    assertThat(kit.answer().headers().warning()).isEqualTo(error.warning());
    assertThat(kit.requests("MESSAGE")).isEmpty();
  }

  @Test
  @Spec({"8.3.1.1.1-7", "8.3.1.1.1-8", "8.3.2.1-5b"})
  void goes_to_every_member_but_the_sender() {
    group.document(1, false, false, "alice", "bob", "carol");

    group.alice.messages(SessionKit.LOBBY);

    assertThat(group.answer().status()).isEqualTo(202);
    assertThat(group.requests("MESSAGE"))
        .extracting(SendRequest::requestUri)
        .containsExactly(group.bob.address(), group.carol.address());
    SendRequest copy = group.bob.message();
    assertThat(copy.from()).isEqualTo(new NameAddress("Alice", group.alice.address()));
    assertThat(copy.headers().assertedIdentity().address()).isEqualTo(group.alice.address());
    assertThat(copy.content()).isInstanceOf(SipContent.Written.class);
  }

  @Test
  @Spec("8.3.2.1-5c")
  void goes_to_every_other_participant_in_the_name_of_the_session() {
    session.threeTalking();

    session.bob.messages(SessionKit.S);

    assertThat(session.answer().status()).isEqualTo(202);
    assertThat(session.requests("MESSAGE"))
        .extracting(SendRequest::requestUri)
        .containsExactly(session.alice.address(), session.carol.address());
    assertThat(session.alice.message().from()).isEqualTo(NameAddress.of(SessionKit.S));
    assertThat(session.alice.message().headers().assertedIdentity().address())
        .isEqualTo(session.bob.address());
  }

  @Test
  @Spec("8.3.2.1-5c")
  void does_not_go_to_who_has_not_joined() {
    session.talking();

    session.bob.messages(SessionKit.S);

    assertThat(session.request("MESSAGE").requestUri()).isEqualTo(session.alice.address());
  }

  @Test
  @Spec("RFC 3428 §4")
  void one_within_the_dialog_is_treated_alike() {
    session.talking();

    session.alice.messagesInDialog();

    assertThat(session.answer().status()).isEqualTo(202);
    assertThat(session.request("MESSAGE").toTag()).isNull();
  }

  @Test
  @Spec("8.3.1.1.1-1")
  void refuses_a_list_before_anything_else_when_the_service_is_off() {
    group.with(group.policy().with(PagerRules.DEFAULTS.withListService(false)));

    group.alice.withoutIdentity().messages(SessionKit.LOBBY, withList(group));

    assertRefused(group, ImError.LIST_SERVICE_NOT_SUPPORTED);
  }

  @Test
  @Spec("8.3.1.1.1-1")
  void a_plain_message_to_a_group_needs_no_list_service() {
    group.with(group.policy().with(PagerRules.DEFAULTS.withListService(false)));
    group.document(1, false, false, "alice", "bob");

    group.alice.messages(SessionKit.LOBBY);

    assertThat(group.answer().status()).isEqualTo(202);
  }

  @Test
  @Spec("8.3.1.1.1-2")
  void refuses_an_unknown_group_before_it_asks_who_is_there() {
    group.alice.withoutIdentity().messages(SessionKit.LOBBY);

    assertRefused(group, ImError.CONFERENCE_UNKNOWN);
  }

  @Test
  @Spec({"8.3.1.1.1-3", "D-04"})
  void refuses_a_list_to_something_that_is_no_factory() {
    group.alice.messages(SessionKit.LOBBY, withList(group));
    assertRefused(group, ImError.FACTORY_UNKNOWN);

    group.alice.requiring("recipient-list-message").messages(SessionKit.LOBBY);
    assertRefused(group, ImError.FACTORY_UNKNOWN);
  }

  @Test
  @Spec({"8.3.1.1.1-4", "D-10"})
  void refuses_a_session_that_is_over_or_never_was() {
    session.alice.messages(SessionKit.S);
    assertRefused(session, ImError.SESSION_UNKNOWN);

    session.talking();
    session.alice.hangsUp();
    session.bob.hangsUp();
    session.bob.messages(SessionKit.S);
    assertRefused(session, ImError.SESSION_UNKNOWN);
  }

  @Test
  @Spec("8.3.1.1.1-4")
  void refuses_a_session_that_nobody_has_answered_yet() {
    session.alice.invites(session.bob);

    session.alice.messages(SessionKit.S);

    assertRefused(session, ImError.SESSION_UNKNOWN);
  }

  @Test
  @Spec({"8.3.1.1.1-4", "D-04"})
  void a_token_that_is_not_the_running_one_is_an_unknown_session() {
    group.document(1, false, true, "alice", "bob");
    group.alice.calls(SessionKit.LOBBY);

    group.alice.messages(SessionKit.LOBBY.withParameter("session", "0000"));

    assertRefused(group, ImError.SESSION_UNKNOWN);
  }

  @Test
  @Spec("8.3.1.1.1-5")
  void refuses_who_is_no_member() {
    group.document(1, false, false, "alice", "bob");

    group.dave.messages(SessionKit.LOBBY);
    assertRefused(group, ImError.ORIGINATOR_NOT_AUTHORIZED);

    group.alice.withoutIdentity().messages(SessionKit.LOBBY);
    assertRefused(group, ImError.ORIGINATOR_NOT_AUTHORIZED);
  }

  @Test
  @Spec("8.3.1.1.1-5")
  void refuses_who_is_no_participant() {
    session.talking();

    session.dave.messages(SessionKit.S);
    assertRefused(session, ImError.ORIGINATOR_NOT_AUTHORIZED);

    session.carol.messages(SessionKit.S);
    assertRefused(session, ImError.ORIGINATOR_NOT_AUTHORIZED);
  }

  @Test
  @Spec({"8.3.1.1.1-6", "D-11"})
  void the_document_says_whether_its_members_may_be_anonymous() {
    group.document(1, false, false, "alice", "bob");
    group.alice.anonymously().messages(SessionKit.LOBBY);
    assertRefused(group, ImError.ANONYMITY_NOT_ALLOWED);

    group.document(2, false, true, "alice", "bob");
    group.alice.messages(SessionKit.LOBBY);
    assertThat(group.answer().status()).isEqualTo(202);
    assertThat(group.bob.message().from().address()).hasToString("sip:anonymous@anonymous.invalid");
  }

  @Test
  @Spec({"8.3.1.1.1-6", "D-11"})
  void the_operator_says_whether_participants_may_be_anonymous() {
    session.with(session.policy().withAnonymity(false, false));
    session.talking();

    session.bob.anonymously().messages(SessionKit.S);

    assertRefused(session, ImError.ANONYMITY_NOT_ALLOWED);
  }

  @Test
  @Spec("16-5")
  void who_is_anonymous_in_the_session_stays_so() {
    session.bob.anonymously();
    session.talking();

    session.alice.messages(SessionKit.S);
    assertThat(session.bob.message().headers().privacyId()).isFalse();
    session.bob.messages(SessionKit.S);

    assertThat(session.alice.message().headers().privacyId()).isTrue();
    assertThat(session.alice.message().from()).isEqualTo(NameAddress.of(SessionKit.S));
    var copy = (MessageRecord.Chunk) session.recorded().getFirst();
    assertThat(copy.sender().host()).isEqualTo("anonymous.invalid");
  }

  @Test
  @Spec("D-04")
  void a_list_that_comes_along_is_ignored_unless_it_is_required() {
    group.document(1, false, false, "alice", "bob");

    group.alice.messages(SessionKit.LOBBY, withList(group));
    assertThat(group.request("MESSAGE").requestUri()).isEqualTo(group.bob.address());

    group.alice.requiring("recipient-list-message").messages(SessionKit.LOBBY, withList(group));
    assertThat(group.answer().status()).isEqualTo(400);
  }

  @Test
  @Spec({"8.3.1.1.1-8", "RFC 3261 §8.2.2.2"})
  void a_repetition_is_answered_again_and_sent_to_nobody() {
    group.document(1, false, false, "alice", "bob");
    group.alice.messages(SessionKit.LOBBY);

    group.alice.through(new ReplyTo(1, 7)).repeatsLast();
    assertThat(group.answer().status()).isEqualTo(202);
    group.alice.repeatsLastByAnotherWay();
    assertThat(group.answer().status()).isEqualTo(482);

    assertThat(group.allRequests("MESSAGE")).hasSize(1);
  }

  @Test
  @Spec("8.3.1.1.1-8")
  void many_are_on_their_way_at_once_and_leave_nothing_behind() {
    group.document(1, false, false, "alice", "bob", "carol");
    group.alice.messages(SessionKit.LOBBY);
    group.bob.messages(SessionKit.LOBBY);

    group.carol.answersMessage(603);
    group.alice.isSilent();
    group.after(Duration.ofMinutes(4));

    assertThat(group.focus().pagers().isEmpty()).isTrue();
    assertThat(group.allAnswers()).hasSize(2);
    assertThat(group.timers()).isEmpty();
  }

  @Test
  void outlives_the_session_to_which_it_was_sent() {
    session.talking();
    session.alice.messages(SessionKit.S);

    session.alice.hangsUp();
    session.bob.answersMessage(486);
    session.after(Duration.ofHours(1));

    assertThat(session.state().isEmpty()).isTrue();
  }

  @Test
  void is_recorded_by_target_and_day() {
    group.document(1, false, false, "alice", "bob");
    group.alice.messages(
        SessionKit.LOBBY,
        new SipMethod.Message("text/plain;charset=utf-8", "hi".getBytes(UTF_8), null));

    var started = (HistoryCommand.ConversationStarted) group.history().getFirst();
    var chunk = (MessageRecord.Chunk) group.recorded().getFirst();
    assertThat(group.history().getLast())
        .isEqualTo(new HistoryCommand.ConversationEnded(started.recording(), group.now()));
    assertThat(started.session()).isEqualTo(SessionKit.LOBBY);
    assertThat(started.group()).isEqualTo(SessionKit.LOBBY);
    assertThat(chunk.recording()).isEqualTo(started.recording());
    assertThat(chunk.data()).asString(UTF_8).isEqualTo("hi");
    assertThat(chunk.sender()).isEqualTo(group.alice.address());
    assertThat(chunk.last()).isTrue();
    group.bob.messages(SessionKit.LOBBY);
    var second = (MessageRecord.Chunk) group.recorded().getFirst();
    assertThat(second.recording()).isEqualTo(chunk.recording());
    assertThat(second.message()).isNotEqualTo(chunk.message());
    group.after(Duration.ofHours(24));
    group.bob.messages(SessionKit.LOBBY);
    assertThat(group.recorded().getFirst().recording()).isNotEqualTo(chunk.recording());
  }

  @Test
  void is_not_recorded_where_the_operator_wants_no_archive() {
    group.with(group.policy().with(PagerRules.DEFAULTS.withArchive(false)));
    group.document(1, false, false, "alice", "bob");

    group.alice.messages(SessionKit.LOBBY);

    assertThat(group.recorded()).isEmpty();
    assertThat(group.history()).isEmpty();
  }

  @Test
  void a_participant_with_two_devices_gets_one() {
    group.document(1, false, true, "alice", "bob");
    group.alice.calls(SessionKit.LOBBY);
    ImAddress target = group.session().session();
    group.bob.call(target, Sdp.of(Sdp.chat("bob1")), null);
    group.bob.call(target, Sdp.of(Sdp.chat("bob2")), null);

    group.alice.messages(target);

    assertThat(group.request("MESSAGE").requestUri()).isEqualTo(group.bob.address());
    assertThat(group.request("MESSAGE").from()).isEqualTo(NameAddress.of(target));
  }
}
