package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;

class GroupTest {
  private final SessionKit kit = SessionKit.group();

  @Test
  @Spec({"7.2.1.3-7b", "D-39"})
  void a_chat_room_answers_its_first_member_at_once() {
    kit.document(1, false, true);

    kit.alice.calls(SessionKit.LOBBY);

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.answer().headers().assertedIdentity())
        .isEqualTo(NameAddress.of(SessionKit.LOBBY));
    assertThat(String.valueOf(kit.answer().headers().contact()))
        .matches("sip:lobby@im\\.example\\.org;session=[0-9a-z]{26}");
    var open = kit.switchCommands(SwitchCommand.OpenSession.class).getFirst();
    assertThat(open.addressee()).isEqualTo(SessionKit.LOBBY);
    var started = (HistoryCommand.ConversationStarted) kit.history().getFirst();
    assertThat(started.group()).isEqualTo(SessionKit.LOBBY);
  }

  @Test
  @Spec({"7.2.1.3-8a", "7.2.1.3-8b", "7.2.1.3-8c", "7.2.1.3-8d"})
  void lets_a_second_member_join_the_running_session() {
    kit.document(1, false, true);
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();

    kit.bob.calls(SessionKit.LOBBY);

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.requests("INVITE")).isEmpty();
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class)).hasSize(1);
  }

  @Test
  @Spec({"7.2.1.3-7a", "7.2.1.3-7b", "7.2.1.3-R200-1"})
  void invites_the_other_members_and_waits_for_the_first() {
    kit.document(1, true, false, "alice", "bob", "carol");

    kit.alice.calls(SessionKit.LOBBY);
    assertThat(kit.requests("INVITE")).hasSize(2);
    assertThat(kit.answers()).isEmpty();
    kit.bob.answers();

    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  @Spec({"7.2.1.3-RERR-1", "D-30"})
  void answers_the_lowest_code_when_no_member_comes() {
    kit.document(1, true, false, "alice", "bob", "carol");
    kit.alice.calls(SessionKit.LOBBY);

    kit.bob.declines(486);
    kit.carol.declines(480);

    assertThat(kit.answer().status()).isEqualTo(480);
    assertThat(kit.focus().document()).isNotNull();
  }

  @Test
  @Spec("7.2.1.3-4")
  void keeps_others_out() {
    kit.document(1, false, false, "alice", "bob");
    kit.alice.calls(SessionKit.LOBBY);

    kit.dave.calls(SessionKit.LOBBY);

    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("joining not allowed"));
  }

  @Test
  @Spec("7.2.1.3-5")
  void refuses_anonymity_where_the_document_does_not_allow_it() {
    kit.document(1, true, false, "alice", "bob");

    kit.alice.anonymously().calls(SessionKit.LOBBY);

    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("anonymity not allowed"));
  }

  @Test
  @Spec("D-04")
  void a_session_token_that_is_not_the_running_one_is_unknown() {
    kit.document(1, false, true);
    kit.alice.calls(SessionKit.LOBBY);

    kit.bob.calls(SessionKit.LOBBY.withParameter("session", "0000"));

    assertThat(kit.answer().status()).isEqualTo(404);
  }

  @Test
  void a_room_ends_with_its_last_member_and_may_begin_again() {
    kit.document(1, false, true);
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();
    String first = kit.session().session().toString();

    kit.alice.hangsUp();
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
    assertThat(kit.switchCommands(SwitchCommand.CloseSession.class)).hasSize(1);
    kit.alice.calls(SessionKit.LOBBY);

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    assertThat(first).isNotNull();
  }

  @Test
  @Spec({"7.2.1.12-8b", "D-33"})
  void a_subscription_to_g_needs_no_session_and_outlives_it() {
    kit.document(1, false, true);

    kit.bob.subscribes(SessionKit.LOBBY, "conference", 3600);
    assertThat(kit.answer().headers().assertedIdentity())
        .isEqualTo(NameAddress.of(SessionKit.LOBBY));
    assertThat(kit.notified().state()).isEqualTo(new ConferenceInfo.State(0, false));
    kit.bob.takesNotify();
    kit.after(Duration.ofSeconds(1));
    kit.alice.calls(SessionKit.LOBBY);
    assertThat(kit.notified().state()).isEqualTo(new ConferenceInfo.State(1, true));
    kit.alice.acknowledges();
    kit.bob.takesNotify();
    kit.after(Duration.ofSeconds(1));
    kit.alice.hangsUp();

    assertThat(kit.notified().state()).isEqualTo(new ConferenceInfo.State(0, false));
    assertThat(kit.notifiedActive()).isTrue();
  }

  @Test
  void expels_a_member_that_the_document_no_longer_names() {
    kit.document(1, true, false, "alice", "bob", "carol");
    kit.alice.calls(SessionKit.LOBBY);
    kit.bob.answers();
    kit.carol.answers();
    kit.alice.acknowledges();
    kit.carol.subscribes(SessionKit.LOBBY, "conference", 3600);
    kit.carol.takesNotify();

    kit.document(2, true, false, "alice", "bob");

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.carol.contact());
    assertThat(kit.byeCause()).isEqualTo(403);
    assertThat(kit.request("NOTIFY").headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.REJECTED));
  }

  @Test
  void ends_with_its_document() {
    kit.document(1, false, true);
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();

    kit.documentDeleted(2);

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.alice.contact());
    kit.bob.calls(SessionKit.LOBBY);
    assertThat(kit.answer().status()).isEqualTo(404);
  }

  @Test
  void ignores_an_older_version_of_the_document() {
    kit.document(2, false, true);

    kit.document(1, false, false);

    assertThat(kit.events()).hasSize(1);
  }
}
