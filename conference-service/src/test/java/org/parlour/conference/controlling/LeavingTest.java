package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;

class LeavingTest {
  private static final ReplyTo OTHER_EDGE = new ReplyTo(6, 3);
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  @Spec({"7.1.1.12-1", "RFC 3261 §15.1.2"})
  void answers_bye_and_removes_the_leg() {
    kit.threeTalking();
    String leg = kit.bob.leg();

    kit.bob.hangsUp();

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.switchCommands(SwitchCommand.RemoveLeg.class))
        .singleElement()
        .satisfies(remove -> assertThat(remove.leg()).isEqualTo(leg));
    assertThat(kit.history()).singleElement().isInstanceOf(HistoryCommand.ParticipantLeft.class);
    assertThat(kit.requests("BYE")).isEmpty();
    assertThat(kit.focus().legs().size()).isEqualTo(2);
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  void releases_the_session_when_one_participant_remains() {
    kit.threeTalking();
    kit.bob.hangsUp();

    kit.carol.hangsUp();

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.alice.contact());
    assertThat(kit.byeCause()).isEqualTo(200);
    assertThat(kit.switchCommands(SwitchCommand.CloseSession.class)).hasSize(1);
    assertThat(kit.history()).last().isInstanceOf(HistoryCommand.ConversationEnded.class);
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void keeps_one_participant_while_an_invitation_is_pending() {
    kit.talking();

    kit.bob.hangsUp();

    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    kit.carol.answers();
    assertThat(kit.focus().legs().size()).isEqualTo(2);
  }

  @Test
  void cancels_what_still_rings_when_nobody_remains() {
    kit.talking();
    kit.bob.hangsUp();

    kit.alice.hangsUp();

    assertThat(kit.cancels()).hasSize(1);
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void forgets_the_session_when_the_last_dialog_is_closed() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.hangsUp();
    kit.alice.answersRequest("BYE", 200);

    kit.after(Duration.ofMinutes(2));

    assertThat(kit.focus().isEmpty()).isTrue();
    assertThat(kit.focus().legs().isEmpty()).isTrue();
  }

  @Test
  void a_bye_that_crosses_ours_is_answered() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.hangsUp();

    kit.alice.hangsUp();

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.focus().legs().isEmpty()).isTrue();
  }

  @Test
  void an_edge_that_dies_with_our_bye_does_not_keep_the_leg() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.hangsUp();

    kit.after(Duration.ofSeconds(40));

    assertThat(kit.focus().legs().isEmpty()).isTrue();
  }

  @Test
  @Spec("RFC 3261 §12.2.2")
  void answers_481_to_a_dialog_it_does_not_know() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.hangsUp();
    kit.alice.answersRequest("BYE", 200);

    kit.bob.updates(null);

    assertThat(kit.answer().status()).isEqualTo(481);
  }

  @Test
  @Spec("RFC 3261 §12.2.2")
  void answers_500_to_a_request_out_of_order() {
    kit.talking();

    kit.alice.repeatsOldCSeq();

    assertThat(kit.answer().status()).isEqualTo(500);
  }

  @Test
  void refuses_an_in_dialog_request_under_another_identity() {
    kit.talking();
    Peer mallory = kit.peer("mallory", "Mallory");
    mallory.impersonates(kit.alice);

    mallory.hangsUp();

    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.focus().legs().size()).isEqualTo(3);
  }

  @Test
  @Spec("RFC 3261 §13.3.1.4")
  void ends_a_leg_that_never_acknowledges_with_bye() {
    kit.alice.invites(kit.bob, kit.carol);
    kit.bob.answers();
    kit.carol.answers();

    kit.after(Duration.ofSeconds(32));

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.alice.contact());
    assertThat(kit.stops()).hasSize(1);
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  void stops_the_edge_that_repeats_the_answer_when_another_reads_the_ack() {
    kit.alice.invites(kit.bob);
    kit.bob.answers();

    kit.alice.through(OTHER_EDGE).acknowledges();

    assertThat(kit.stops())
        .singleElement()
        .satisfies(
            stop -> assertThat(stop.transaction()).isEqualTo(kit.alice.invite().transaction()));
    assertThat(kit.effects())
        .singleElement()
        .satisfies(e -> assertThat(((Effect.ToEdge) e).ordinal()).isEqualTo(Peer.EDGE.edge()));
  }

  @Test
  void needs_no_stop_when_the_holder_itself_reads_the_ack() {
    kit.alice.invites(kit.bob);
    kit.bob.answers();

    kit.alice.acknowledges();

    assertThat(kit.effects()).isEmpty();
    assertThat(kit.leg(kit.alice).dialog().confirmed()).isTrue();
  }

  @Test
  @Spec("RFC 3261 §15")
  void sends_no_bye_into_an_unacknowledged_dialog() {
    kit.alice.invites(kit.bob);
    kit.bob.answers();

    kit.bob.hangsUp();

    assertThat(kit.requests("BYE")).isEmpty();
    kit.alice.acknowledges();
    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.alice.contact());
  }

  @Test
  void a_repeated_bye_gets_the_same_answer_though_the_session_is_gone() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.hangsUp();
    SendAnswer first = kit.answer();

    kit.bob.through(OTHER_EDGE).repeatsLast();

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.answer().transaction()).isEqualTo(first.transaction());
    assertThat(kit.answer().replyTo()).isEqualTo(OTHER_EDGE);
  }

  @Test
  @Spec({"REF 5.5", "7.1.1.12-NOTE"})
  void lets_who_was_in_come_back() {
    kit.threeTalking();
    kit.bob.hangsUp();

    kit.bob.calls(SessionKit.S);

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.requests("INVITE")).isEmpty();
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class)).hasSize(1);
  }

  @Test
  @Spec("REF 5.5")
  void keeps_strangers_out() {
    kit.talking();

    kit.dave.calls(SessionKit.S);

    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("not a participant"));
  }

  @Test
  @Spec("REF 5.5")
  void an_ended_session_is_unknown() {
    kit.talking();
    kit.carol.declines(486);
    kit.bob.hangsUp();

    kit.bob.calls(SessionKit.S);

    assertThat(kit.answer().status()).isEqualTo(404);
    assertThat(kit.answer().headers().warning())
        .isEqualTo(Warning.of("Conference URI does not exist"));
  }

  @Test
  @Spec("7.2.1.3-2")
  void refuses_another_focus_at_s() {
    kit.talking();

    kit.bob.asFocus().calls(SessionKit.S);

    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("isfocus already assigned"));
  }

  @Test
  void counts_a_second_device_of_a_user_once() {
    kit.threeTalking();
    kit.bob.calls(SessionKit.S);
    kit.bob.acknowledges();
    assertThat(kit.history()).isEmpty();

    kit.bob.hangsUp();

    assertThat(kit.history()).isEmpty();
    assertThat(kit.user(kit.bob).legs()).hasSize(1);
  }

  @Test
  void an_invitee_that_calls_instead_of_answering_lets_the_inviter_in_and_stops_the_ringing() {
    kit.alice.invites(kit.bob, kit.carol);
    kit.bob.rings();

    kit.bob.calls(SessionKit.S);

    assertThat(kit.answers()).extracting(SendAnswer::status).containsExactly(200, 200);
    assertThat(kit.cancels())
        .singleElement()
        .satisfies(c -> assertThat(c.invite().requestUri()).isEqualTo(kit.bob.address()));
    assertThat(kit.user(kit.bob).legs()).hasSize(1);
  }

  @Test
  void takes_a_bye_in_the_early_dialog_for_a_cancel() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.alice.hangsUp();

    assertThat(kit.answers()).extracting(SendAnswer::status).containsExactly(200, 487);
    assertThat(kit.cancels()).hasSize(1);
  }

  @Test
  void answers_482_to_the_same_invite_by_another_way() {
    kit.talking();

    kit.alice.repeatsInviteByAnotherWay();

    assertThat(kit.answer().status()).isEqualTo(482);
  }
}
