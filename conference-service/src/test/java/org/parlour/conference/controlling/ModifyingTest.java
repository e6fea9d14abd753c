package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.Setup;

class ModifyingTest {
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  @Spec({"7.2.1.6-2", "7.2.1.6-3a", "7.2.1.6-3b"})
  void updates_the_leg_and_answers_with_a_subset() {
    kit.talking();
    var before = kit.leg(kit.alice).media();

    kit.alice.reinvites(Sdp.of(Sdp.msrp("elsewhere", Setup.ACTIVE, "message/cpim", "text/plain")));

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.answer().toTag()).isEqualTo(kit.alice.leg());
    MsrpMedia answer = kit.answerSdp().msrp().orElseThrow();
    assertThat(answer.acceptTypes()).containsExactly("message/cpim", "text/plain");
    assertThat(answer.path()).containsExactly(before.path());
    assertThat(kit.answerSdp().sessionVersion()).isEqualTo(2);
    assertThat(kit.switchCommands(SwitchCommand.UpdateLeg.class))
        .singleElement()
        .satisfies(
            update ->
                assertThat(update.leg().remotePath().getFirst()).contains("elsewhere.invalid"));
  }

  @Test
  @Spec("7.2.1.6-1")
  void refuses_media_it_cannot_use_and_changes_nothing() {
    kit.talking();
    var before = kit.leg(kit.alice).media();

    kit.alice.reinvites(Sdp.of(Sdp.msrp("alice", Setup.ACTIVE, "text/plain")));

    assertThat(kit.answer().status()).isEqualTo(488);
    assertThat(kit.switchCommands()).isEmpty();
    assertThat(kit.leg(kit.alice).media()).isEqualTo(before);
  }

  @Test
  @Spec("7.2.1.6-NOTE")
  void leaves_the_others_alone_unless_the_operator_wants_otherwise() {
    kit.talking();

    kit.alice.reinvites(Sdp.of(Sdp.msrp("alice", Setup.ACTIVE, "message/cpim", "image/png")));

    assertThat(kit.requests("INVITE")).isEmpty();
  }

  @Test
  @Spec("7.2.1.6-NOTE")
  void offers_the_others_once_what_they_would_not_get_else() {
    kit.with(kit.policy().with(kit.policy().media().propagating())).talking();

    kit.alice.reinvites(Sdp.of(Sdp.msrp("alice", Setup.ACTIVE, "message/cpim", "image/png")));

    SendRequest reinvite = kit.requests("INVITE").getFirst();
    MsrpMedia offer = ((SipContent.Session) reinvite.content()).description().msrp().orElseThrow();
    assertThat(kit.requests("INVITE")).hasSize(1);
    assertThat(offer.acceptTypes()).contains("message/cpim", "image/png");
    kit.bob.acceptsOffer(Sdp.msrp("bob", Setup.ACTIVE, "message/cpim"));

    kit.alice.acknowledges();
    kit.alice.reinvites(Sdp.of(Sdp.msrp("alice", Setup.ACTIVE, "message/cpim", "image/png")));
    assertThat(kit.requests("INVITE")).isEmpty();
  }

  @Test
  @Spec({"7.2.1.6-NOTE", "D-20"})
  void tells_the_others_once_that_larger_messages_are_taken() {
    kit.with(kit.policy().with(kit.policy().media().propagating()));
    kit.alice.invites(Sdp.of(Sdp.taking(2_000, Sdp.chat("alice"))), listing(kit.bob));
    kit.bob.answers();
    kit.alice.acknowledges();

    kit.alice.reinvites(Sdp.of(Sdp.taking(1_000, Sdp.chat("alice"))));
    assertThat(kit.requests("INVITE")).isEmpty();
    kit.alice.acknowledges();
    kit.alice.reinvites(Sdp.of(Sdp.taking(50_000, Sdp.chat("alice"))));

    MsrpMedia offer =
        ((SipContent.Session) kit.request("INVITE").content()).description().msrp().orElseThrow();
    assertThat(offer.maxSize()).isEqualTo(50_000);
    assertThat(offer.acceptTypes())
        .containsExactly("message/cpim", "application/im-iscomposing+xml");
    kit.bob.acceptsOffer(Sdp.chat("bob"));
    kit.alice.acknowledges();
    kit.alice.reinvites(Sdp.of(Sdp.taking(50_000, Sdp.chat("alice"))));
    assertThat(kit.requests("INVITE")).isEmpty();
  }

  private static List<Recipient> listing(Peer peer) {
    return List.of(Recipient.to(peer.address()));
  }

  @Test
  void a_refresh_with_the_same_offer_changes_no_media() {
    kit.talking();

    kit.alice.reinvites(Sdp.of(Sdp.chat("alice")));

    assertThat(kit.switchCommands()).isEmpty();
    assertThat(kit.answerSdp().sessionVersion()).isEqualTo(1);
  }

  @Test
  void offers_what_it_last_said_when_a_reinvite_has_no_offer_and_takes_the_answer_from_the_ack() {
    kit.talking();

    kit.alice.reinvites(null);
    assertThat(kit.answerSdp()).isEqualTo(kit.leg(kit.alice).media().local());
    kit.alice.acknowledges(Sdp.of(Sdp.msrp("moved", Setup.ACTIVE, "message/cpim")));

    assertThat(kit.switchCommands(SwitchCommand.UpdateLeg.class)).hasSize(1);
  }

  @Test
  @Spec({"7.2.1.11-1", "RFC 4028 §9"})
  void restarts_the_session_timer_on_update() {
    kit.threeTalking();
    kit.after(Duration.ofMinutes(25));

    kit.alice.updates(null);
    kit.bob.updates(null);
    kit.carol.updates(null);

    assertThat(kit.answer().headers().sessionExpires())
        .isEqualTo(new SessionExpires(1800, SessionExpires.Refresher.UAC));
    assertThat(kit.answer().headers().require()).containsExactly("timer");
    assertThat(kit.answer().content()).isEqualTo(SipContent.NONE);
    kit.after(Duration.ofMinutes(25));
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  @Spec({"7.2.1.11-EXP", "RFC 4028 §10"})
  void removes_a_participant_that_stops_refreshing() {
    kit.threeTalking();
    kit.after(Duration.ofMinutes(15));
    kit.alice.updates(null);
    kit.bob.updates(null);

    kit.after(Duration.ofSeconds(900 - 32));

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.carol.contact());
    assertThat(kit.byeCause()).isEqualTo(408);
    assertThat(kit.switchCommands(SwitchCommand.RemoveLeg.class)).hasSize(1);
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  @Spec("7.2.1.11-1")
  void answers_422_to_a_refresh_that_is_too_short() {
    kit.talking();

    kit.alice.withSessionExpires(new SessionExpires(30, null)).updates(null);

    assertThat(kit.answer().status()).isEqualTo(422);
    assertThat(kit.answer().headers().minSe()).isEqualTo(90);
  }

  @Test
  void sets_no_timer_for_a_client_that_has_none() {
    kit.alice.withoutTimer().invites(kit.bob);

    kit.bob.answers();

    assertThat(kit.answer().headers().sessionExpires()).isNull();
    assertThat(kit.answer().headers().require()).isEmpty();
    assertThat(kit.leg(kit.alice.acknowledges()).timer()).isNull();
  }

  @Test
  @Spec("RFC 4028 §10")
  void refreshes_itself_by_update_when_the_client_asks_for_it() {
    kit.alice.withSessionExpires(new SessionExpires(1800, SessionExpires.Refresher.UAS));
    kit.talking();
    assertThat(kit.timer(kit.alice).ours()).isTrue();

    kit.after(Duration.ofMinutes(15));

    SendRequest refresh = kit.request("UPDATE");
    assertThat(refresh.requestUri()).isEqualTo(kit.alice.contact());
    assertThat(refresh.headers().sessionExpires())
        .isEqualTo(new SessionExpires(1800, SessionExpires.Refresher.UAC));
    assertThat(refresh.content()).isEqualTo(SipContent.NONE);
  }

  @Test
  void refreshes_by_reinvite_where_update_is_unknown_and_refuses_theirs_meanwhile() {
    kit.alice
        .withoutUpdate()
        .withSessionExpires(new SessionExpires(1800, SessionExpires.Refresher.UAS));
    kit.talking();
    kit.after(Duration.ofMinutes(15));
    SendRequest refresh = kit.request("INVITE");
    assertThat(refresh.content()).isEqualTo(new SipContent.Session(kit.localSdp(kit.alice)));

    kit.alice.reinvites(Sdp.of(Sdp.chat("alice")));
    assertThat(kit.answer().status()).isEqualTo(491);
    kit.alice.answersRequest("INVITE", 200);

    assertThat(kit.request("ACK").cseq()).isEqualTo(refresh.cseq());
  }

  @Test
  @Spec("RFC 3261 §14.1")
  void refreshes_again_after_491() {
    kit.alice.withSessionExpires(new SessionExpires(1800, SessionExpires.Refresher.UAS));
    kit.talking();
    kit.after(Duration.ofMinutes(15));
    kit.alice.answersRequest("UPDATE", 491);

    kit.after(Duration.ofSeconds(3));

    assertThat(kit.request("UPDATE").cseq()).isEqualTo(2);
  }

  @Test
  void a_refresh_answered_481_ends_the_leg() {
    kit.alice.withSessionExpires(new SessionExpires(1800, SessionExpires.Refresher.UAS));
    kit.threeTalking();
    kit.after(Duration.ofMinutes(15));

    kit.alice.answersRequest("UPDATE", 481);

    assertThat(kit.switchCommands(SwitchCommand.RemoveLeg.class)).hasSize(1);
    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.alice.contact());
  }

  @Test
  @Spec("RFC 3261 §14.2")
  void refuses_a_second_offer_while_the_first_waits() {
    kit.alice.invites(kit.bob);
    kit.bob.rings();

    kit.alice.updates(Sdp.of(Sdp.chat("alice")));

    assertThat(kit.answer().status()).isEqualTo(500);
    assertThat(kit.answer().headers().retryAfter()).isPositive();
  }
}
