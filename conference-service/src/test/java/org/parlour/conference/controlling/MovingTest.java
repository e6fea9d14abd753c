package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.sdp.Setup;

/// The session's switch dies or drains.
class MovingTest {
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  @Spec({"7.2.2.6-1", "7.2.2.6-2", "7.2.2.6-3", "RFC 3264 §8"})
  void offers_every_participant_the_path_at_the_other_switch() {
    kit.threeTalking();

    kit.switchLost(SessionKit.OTHER_SWITCH);

    List<SendRequest> offers = kit.requests("INVITE");
    assertThat(offers).hasSize(3).allMatch(r -> r.toTag() != null);
    for (SendRequest offer : offers) {
      var described = ((SipContent.Session) offer.content()).description();
      assertThat(described.sessionVersion()).isEqualTo(2);
      assertThat(described.msrp().orElseThrow())
          .satisfies(
              stream -> {
                assertThat(stream.path().getFirst())
                    .startsWith("msrp://msrp-1.im.example.org:2856/");
                assertThat(stream.port()).isEqualTo(2856);
                assertThat(stream.setup()).isEqualTo(Setup.ACTPASS);
              });
    }
    var open = kit.switchCommands(SwitchCommand.OpenSession.class).getFirst();
    assertThat(open.epoch()).isEqualTo(2);
    assertThat(open.sequence()).isEqualTo(1);
    assertThat(open.incarnation()).isEqualTo(23);
    assertThat(open.legs()).hasSize(3).allMatch(leg -> leg.remotePath().isEmpty());
    assertThat(open.resumeFrom()).isEqualTo(kit.now().minusSeconds(30));
    assertThat(kit.switchCommands(SwitchCommand.CloseSession.class))
        .singleElement()
        .satisfies(close -> assertThat(close.epoch()).isEqualTo(1));
  }

  @Test
  @Spec("7.2.2.6-R200-1")
  void activates_the_new_media_when_it_is_accepted() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.bob.acceptsOffer(Sdp.chat("bob-there"));

    assertThat(kit.request("ACK").cseq()).isEqualTo(2);
    MediaLeg leg = kit.switchCommands(SwitchCommand.UpdateLeg.class).getFirst().leg();
    assertThat(leg.remotePath().getFirst()).contains("bob-there");
    assertThat(leg.localPath()).startsWith("msrp://msrp-1.im.example.org:2856/");
  }

  @Test
  void shows_everybody_on_hold_until_they_are_connected_there() {
    kit.threeTalking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(Duration.ofSeconds(1));

    kit.switchLost(SessionKit.OTHER_SWITCH);
    assertThat(kit.notified().users())
        .hasSize(3)
        .allMatch(u -> u.endpoints().getFirst().status() == EndpointStatus.ON_HOLD);
    kit.alice.takesNotify();
    everybodyArrives();
    kit.after(Duration.ofSeconds(60));

    assertThat(kit.focus().legs().size()).isEqualTo(3);
    assertThat(kit.focus().legs().values()).noneMatch(leg -> leg.mediaLost());
  }

  @Test
  void expels_nobody_within_the_grace_time() {
    kit.threeTalking();

    kit.switchLost(SessionKit.OTHER_SWITCH);
    kit.after(Duration.ofSeconds(29));

    assertThat(kit.requests("BYE")).isEmpty();
    kit.after(Duration.ofSeconds(2));
    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void a_switch_that_waits_no_longer_expels_nobody_within_the_grace_time() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.input(
        new MediaEvent.LegLost(
            kit.now(), 2, kit.bob.leg(), MediaEvent.LegLost.Cause.NEVER_CONNECTED));

    assertThat(kit.effects()).isEmpty();
  }

  @Test
  @Spec({"7.2.2.6-R200-2", "RFC 3261 §14.1"})
  void offers_again_after_a_glare_when_the_owner_of_the_call_may() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.bob.answersRequest("INVITE", 491);
    kit.after(Duration.ofMillis(2_090));
    assertThat(kit.requests("INVITE")).isEmpty();
    kit.after(Duration.ofMillis(1_910));

    assertThat(kit.request("INVITE").callId()).isEqualTo(kit.bob.callId());
    assertThat(kit.request("INVITE").cseq()).isEqualTo(3);
  }

  @Test
  @Spec("RFC 3261 §14.1")
  void offers_sooner_after_a_glare_in_a_call_of_the_other_side() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.alice.answersRequest("INVITE", 491);
    kit.after(Duration.ofMillis(2_000));

    assertThat(kit.request("INVITE").callId()).isEqualTo(kit.alice.callId());
  }

  @Test
  @Spec("7.2.2.6-R200-2")
  void keeps_who_refuses_until_the_grace_time_ends() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);
    arrives(kit.alice);
    arrives(kit.carol);

    kit.bob.answersRequest("INVITE", 488);
    assertThat(kit.effects()).isEmpty();
    kit.after(Duration.ofSeconds(30));

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.bob.contact());
    assertThat(kit.focus().running()).isNotNull();
  }

  @Test
  @Spec("RFC 3261 §14.1")
  void removes_who_does_not_know_the_dialog_any_more() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.bob.answersRequest("INVITE", 481);

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.bob.contact());
  }

  @Test
  @Spec("RFC 3261 §14.2")
  void refuses_an_offer_of_the_other_side_while_its_own_is_out() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.alice.reinvites(Sdp.of(Sdp.chat("alice-back")));

    assertThat(kit.answer().status()).isEqualTo(491);
  }

  @Test
  @Spec("RFC 3261 §14.1")
  void waits_for_the_ack_of_the_other_side() {
    kit.threeTalking();
    kit.alice.reinvites(Sdp.of(Sdp.chat("alice")));

    kit.switchLost(SessionKit.OTHER_SWITCH);
    assertThat(kit.requests("INVITE")).hasSize(2);
    kit.alice.acknowledges();

    assertThat(kit.request("INVITE").callId()).isEqualTo(kit.alice.callId());
  }

  @Test
  void a_switch_that_dies_while_people_move_is_followed_by_another() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);
    kit.bob.acceptsOffer(Sdp.chat("bob-there"));

    kit.switchLost(SessionKit.SWITCH);
    assertThat(kit.request("INVITE").callId()).isEqualTo(kit.bob.callId());
    kit.carol.acceptsOffer(Sdp.chat("carol-there"));

    assertThat(kit.switchCommands()).as("an answer about a dead switch").isEmpty();
    var again = (SipContent.Session) kit.request("INVITE").content();
    assertThat(again.description().msrp().orElseThrow().path().getFirst())
        .startsWith("msrp://msrp.im.example.org:2855/");
    assertThat(kit.epoch()).isEqualTo(3);
  }

  @Test
  void what_is_said_of_a_switch_that_the_session_left_means_nothing() {
    kit.threeTalking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.input(new SwitchLeft(kit.now(), 0, 17, false, List.of(SessionKit.SWITCH)));
    assertThat(kit.effects()).isEmpty();
    kit.input(
        new MediaEvent.LegLost(
            kit.now(), 1, kit.bob.leg(), MediaEvent.LegLost.Cause.NEVER_CONNECTED));
    assertThat(kit.effects()).isEmpty();
  }

  @Test
  void without_another_switch_it_waits_for_one() {
    kit.threeTalking();

    kit.switchLost();
    assertThat(kit.requests("INVITE")).isEmpty();
    kit.after(Duration.ofSeconds(10));
    kit.switchLost(SessionKit.OTHER_SWITCH);

    assertThat(kit.requests("INVITE")).hasSize(3);
  }

  @Test
  void who_is_still_asked_moves_when_it_answers() {
    kit.talking();
    kit.switchLost(SessionKit.OTHER_SWITCH);

    kit.carol.answers();

    assertThat(kit.request("INVITE").callId()).isEqualTo(kit.carol.callId());
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class).getFirst().leg().remotePath())
        .isEmpty();
  }

  @Test
  void a_session_that_is_not_yet_active_is_set_up_at_the_other_switch() {
    kit.alice.invites(kit.bob);
    kit.switchLost(SessionKit.OTHER_SWITCH);
    assertThat(kit.effects()).isEmpty();

    kit.bob.answers();

    assertThat(kit.answerSdp().msrp().orElseThrow().port()).isEqualTo(2856);
    assertThat(kit.switchCommands(SwitchCommand.OpenSession.class).getFirst().epoch()).isEqualTo(2);
  }

  @Test
  void a_draining_switch_hands_over_before_anybody_moves() {
    kit.threeTalking();

    kit.switchDrains(SessionKit.OTHER_SWITCH);
    assertThat(kit.switchCommands()).singleElement().isInstanceOf(SwitchCommand.HandOver.class);
    assertThat(kit.requests("INVITE")).isEmpty();
    kit.handedOver();

    assertThat(kit.requests("INVITE")).hasSize(3);
    assertThat(kit.switchCommands())
        .singleElement()
        .isInstanceOfSatisfying(
            SwitchCommand.OpenSession.class, open -> assertThat(open.resumeFrom()).isNull());
  }

  @Test
  void a_draining_switch_that_says_nothing_is_left_after_five_seconds() {
    kit.threeTalking();
    kit.switchDrains(SessionKit.OTHER_SWITCH);

    kit.after(Duration.ofSeconds(5));

    assertThat(kit.requests("INVITE")).hasSize(3);
    assertThat(kit.switchCommands(SwitchCommand.CloseSession.class).getFirst().epoch())
        .isEqualTo(1);
    assertThat(kit.switchCommands(SwitchCommand.OpenSession.class).getFirst().resumeFrom())
        .isNotNull();
  }

  private void everybodyArrives() {
    List.of(kit.alice, kit.bob, kit.carol).forEach(this::arrives);
  }

  private void arrives(Peer peer) {
    peer.acceptsOffer(Sdp.chat(peer.leg() + "-there"));
    kit.mediaBack(peer);
  }
}
