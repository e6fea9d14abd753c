package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.ConferencePolicy.FinalCode;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// What becomes of the invitations of an ad-hoc session.
class InviteAnswersTest {
  private final SessionKit kit = SessionKit.adHoc();
  private final ConferencePolicy policy = kit.policy();

  @Test
  @Spec("7.2.1.2-RERR-1")
  void answers_the_lowest_code_when_all_fail() {
    kit.alice.invites(kit.bob, kit.carol);

    kit.bob.declines(603);
    assertThat(kit.answers()).isEmpty();
    kit.carol.declines(486);

    assertThat(kit.answer().status()).isEqualTo(486);
    assertThat(kit.answer().headers().warning()).isNull();
    assertThat(kit.focus().running()).isNull();
    assertThat(kit.effects()).noneMatch(e -> e instanceof Effect.ToSwitch);
    assertThat(kit.history()).isEmpty();
  }

  @Test
  @Spec("7.2.1.2-RERR-1")
  void counts_redirections_and_challenges_as_480() {
    kit.alice.invites(kit.bob, kit.carol);

    kit.bob.declines(302);
    kit.carol.declines(407);

    assertThat(kit.answer().status()).isEqualTo(480);
  }

  @Test
  void answers_the_first_or_last_code_by_policy() {
    SessionKit first = SessionKit.adHoc().with(policy.withFinalCode(FinalCode.FIRST));
    first.alice.invites(first.bob, first.carol);
    first.bob.declines(603);
    first.carol.declines(486);
    SessionKit last = SessionKit.adHoc().with(policy.withFinalCode(FinalCode.LAST));
    last.alice.invites(last.bob, last.carol);
    last.bob.declines(486);
    last.carol.declines(603);

    assertThat(first.answer().status()).isEqualTo(603);
    assertThat(last.answer().status()).isEqualTo(603);
  }

  @Test
  @Spec("RFC 3261 §8.1.3.1")
  void takes_a_timeout_for_408_and_a_transport_error_for_503() {
    kit.alice.invites(kit.bob, kit.carol);

    kit.bob.isUnreachable(RequestFailed.Cause.TRANSPORT);
    kit.carol.isUnreachable(RequestFailed.Cause.TIMEOUT);

    assertThat(kit.answer().status()).isEqualTo(408);
  }

  @Test
  @Spec("7.2.1.2-RERR-2")
  void removes_an_early_answered_inviter_when_nobody_comes() {
    kit.with(policy.withEarlyAnswer(true)).alice.invites(kit.bob);
    assertThat(kit.answer().status()).isEqualTo(200);
    kit.alice.acknowledges();

    kit.bob.declines(486);

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.alice.contact());
    assertThat(kit.focus().running()).isNull();
  }

  @Test
  void cancels_an_invitee_that_rings_too_long_and_answers_408() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.after(Duration.ofMinutes(3));

    assertThat(kit.cancels()).hasSize(1);
    assertThat(kit.cancels().getFirst().invite()).isEqualTo(kit.bob.received());
    assertThat(kit.answer().status()).isEqualTo(408);
  }

  @Test
  @Spec("RFC 3261 §9.1")
  void cancels_only_after_a_provisional_response() {
    kit.alice.invites(kit.bob, kit.carol);
    kit.bob.rings();

    kit.alice.cancels();

    assertThat(kit.cancels()).hasSize(1);
    assertThat(kit.answer().status()).isEqualTo(487);
    assertThat(kit.focus().running()).isNull();
    kit.carol.rings();
    assertThat(kit.cancels()).hasSize(1);
  }

  @Test
  @Spec("RFC 3261 §15")
  void ends_a_2xx_that_crosses_the_cancel_with_ack_and_bye() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();
    kit.alice.cancels();

    kit.bob.answers();

    assertThat(kit.request("ACK")).isNotNull();
    assertThat(kit.request("BYE")).isNotNull();
    assertThat(kit.effects()).noneMatch(e -> e instanceof Effect.ToSwitch);
  }

  @Test
  @Spec("RFC 3261 §13.2.2.4")
  void ends_the_second_device_of_a_forked_invitation() {
    kit.talking();

    kit.bob.otherDeviceAnswers();

    assertThat(kit.request("ACK").toTag()).isEqualTo("other-device");
    assertThat(kit.request("BYE").toTag()).isEqualTo("other-device");
    assertThat(kit.focus().running()).isNotNull();
  }

  @Test
  void acknowledges_a_repeated_2xx_again_with_the_same_request() {
    kit.alice.invites(kit.bob);
    kit.bob.answers();
    SendRequest first = kit.request("ACK");

    kit.bob.answers();

    assertThat(kit.request("ACK")).isEqualTo(first);
    assertThat(kit.effects()).hasSize(1);
  }

  @Test
  void asks_again_with_a_longer_interval_after_422() {
    kit.alice.invites(kit.bob);

    kit.bob.asksForInterval(3600);

    SendRequest again = kit.request("INVITE");
    assertThat(again.cseq()).isEqualTo(2);
    assertThat(again.headers().minSe()).isEqualTo(3600);
    assertThat(again.headers().sessionExpires())
        .isEqualTo(new SessionExpires(3600, SessionExpires.Refresher.UAS));
    kit.bob.answers();
    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  @Spec("7.2.2.2-R200-3")
  void releases_an_invitee_whose_anonymity_is_forbidden() {
    kit.with(policy.withAnonymity(false, true)).alice.invites(kit.bob, kit.carol);

    kit.bob.anonymously().answers();

    assertThat(kit.byeCause()).isEqualTo(403);
    assertThat(kit.answers()).isEmpty();
  }

  @Test
  @Spec("7.2.2.2-R200-3")
  void ignores_a_forbidden_wish_for_anonymity_by_policy() {
    kit.with(policy.withAnonymity(false, false)).alice.invites(kit.bob);

    kit.bob.anonymously().answers();

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.user(kit.bob).shownAs()).isEqualTo(kit.bob.address());
  }

  @Test
  @Spec({"RFC 3323 §4.2", "RFC 3325 §9.1"})
  void hides_an_anonymous_inviter_behind_a_pseudonym() {
    kit.alice.anonymously().invites(kit.bob);

    SendRequest invite = kit.bob.received();
    assertThat(invite.from().address())
        .isEqualTo(ImAddress.parse("sip:anonymous@anonymous.invalid"));
    assertThat(invite.headers().privacyId()).isTrue();
    kit.bob.answers();
    var alice = kit.switchCommands(SwitchCommand.AddLeg.class).getFirst().leg();
    assertThat(alice.shownAs()).isEqualTo(ImAddress.parse("sip:anonymous-1@anonymous.invalid"));
    assertThat(alice.displayName()).isEqualTo("Anonymous 1");
    assertThat(kit.history().toString()).doesNotContain("alice");
  }

  @Test
  void an_answer_the_edge_abandoned_is_undone() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.alice.abandoned();

    assertThat(kit.cancels()).hasSize(1);
    assertThat(kit.answers()).isEmpty();
    assertThat(kit.focus().running()).isNull();
  }

  @Test
  void a_retransmission_at_another_edge_moves_the_waiting_answer_there() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.alice.through(new ReplyTo(6, 3)).repeatsInvite();
    assertThat(kit.answer().status()).isEqualTo(180);
    assertThat(kit.answer().replyTo()).isEqualTo(new ReplyTo(6, 3));
    kit.bob.answers();

    assertThat(kit.answer().replyTo()).isEqualTo(new ReplyTo(6, 3));
  }

  @Test
  @Spec("RFC 3261 §17.2.1")
  void a_retransmission_after_the_answer_gets_it_again() {
    kit.alice.invites(kit.bob);
    kit.bob.declines(486);
    SendAnswer first = kit.answer();

    kit.alice.through(new ReplyTo(6, 3)).repeatsInvite();

    assertThat(kit.answer().status()).isEqualTo(486);
    assertThat(kit.answer().toTag()).isEqualTo(first.toTag());
    assertThat(kit.answer().replyTo()).isEqualTo(new ReplyTo(6, 3));
  }

  @Test
  void forgets_everything_after_the_last_answer_may_be_repeated() {
    kit.alice.invites(kit.bob);
    kit.bob.declines(486);

    kit.after(Duration.ofMinutes(2));

    assertThat(kit.focus().isEmpty()).isTrue();
    assertThat(kit.focus().session()).isNull();
    assertThat(kit.timers()).isEmpty();
  }
}
