package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.EndpointStatus;
import org.parlour.protocol.sdp.MsrpMedia;

class MediaEventsTest {
  private final SessionKit kit = SessionKit.adHoc();

  @Test
  void shows_a_participant_without_connection_on_hold_and_back() {
    kit.threeTalking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(Duration.ofSeconds(1));

    kit.mediaLost(kit.bob);
    assertThat(kit.notified().users().getFirst().endpoints().getFirst().status())
        .isEqualTo(EndpointStatus.ON_HOLD);
    kit.alice.takesNotify();
    kit.after(Duration.ofSeconds(1));
    kit.mediaBack(kit.bob);

    assertThat(kit.notified().users().getFirst().endpoints().getFirst().status())
        .isEqualTo(EndpointStatus.CONNECTED);
    kit.after(Duration.ofSeconds(40));
    assertThat(kit.focus().legs().size()).isEqualTo(3);
  }

  @Test
  @Spec("16-3")
  void removes_a_participant_whose_connection_stays_away() {
    kit.threeTalking();
    kit.mediaLost(kit.bob);

    kit.after(Duration.ofSeconds(30));

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.bob.contact());
    assertThat(kit.switchCommands(SwitchCommand.RemoveLeg.class)).hasSize(1);
  }

  @Test
  @Spec("16-4")
  void removes_a_participant_that_reads_too_slowly_at_once() {
    kit.threeTalking();

    kit.input(
        new MediaEvent.LegLost(kit.now(), 1, kit.bob.leg(), MediaEvent.LegLost.Cause.TOO_SLOW));

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.bob.contact());
  }

  @Test
  void gives_the_switch_everything_again_when_it_asks() {
    kit.threeTalking();

    kit.input(new MediaEvent.SnapshotRequested(kit.now(), 1, 17));

    var open = kit.switchCommands(SwitchCommand.OpenSession.class).getFirst();
    assertThat(open.legs())
        .extracting(MediaLeg::leg)
        .containsExactlyInAnyOrder(kit.alice.leg(), kit.bob.leg(), kit.carol.leg());
    assertThat(open.epoch()).isEqualTo(1);
  }

  @Test
  void ignores_what_belongs_to_an_earlier_assignment() {
    kit.threeTalking();

    kit.input(new MediaEvent.SnapshotRequested(kit.now(), 0, 17));

    assertThat(kit.effects()).isEmpty();
  }

  @Test
  @Spec({"ISS-3a", "RFC 7701 §7"})
  void grants_a_nickname_and_shows_it_everywhere() {
    kit.threeTalking();
    kit.alice.subscribes();
    kit.alice.takesNotify();
    kit.after(Duration.ofSeconds(1));

    kit.wantsNickname(kit.bob, "Bobby");

    assertThat(kit.switchCommands())
        .extracting(c -> c.getClass().getSimpleName())
        .containsExactly("NicknameDecision", "UpdateLeg", "SystemMessage");
    assertThat(decision()).isEqualTo(200);
    assertThat(kit.switchCommands(SwitchCommand.UpdateLeg.class).getFirst().leg().displayName())
        .isEqualTo("Bobby");
    assertThat(kit.switchCommands(SwitchCommand.SystemMessage.class).getFirst().text())
        .isEqualTo("Bob is now known as Bobby");
    assertThat(kit.notified().users().getFirst().nickname()).isEqualTo("Bobby");
  }

  @Test
  @Spec({"ISS-3a", "RFC 7701 §7.1"})
  void refuses_a_nickname_that_another_has_by_the_nickname_profile() {
    kit.threeTalking();
    kit.wantsNickname(kit.bob, "The  Cap");

    kit.wantsNickname(kit.carol, " the cap ");
    assertThat(decision()).isEqualTo(425);
    kit.wantsNickname(kit.carol, "alice");
    assertThat(decision()).isEqualTo(425);
    kit.wantsNickname(kit.carol, "Anonymous 7");
    assertThat(decision()).isEqualTo(425);
    kit.wantsNickname(kit.bob, "THE CAP");
    assertThat(decision()).isEqualTo(200);
  }

  @Test
  @Spec("RFC 7701 §7.1")
  void refuses_a_malformed_nickname() {
    kit.threeTalking();

    kit.wantsNickname(kit.bob, "x".repeat(65));

    assertThat(decision()).isEqualTo(424);
    assertThat(kit.switchCommands()).hasSize(1);
  }

  @Test
  void grants_none_where_it_was_not_negotiated() {
    kit.alice.invites(kit.bob);
    kit.bob.answers(withoutChatroom());
    kit.alice.acknowledges();

    kit.wantsNickname(kit.bob, "Bobby");

    assertThat(decision()).isEqualTo(403);
  }

  @Test
  @Spec("REF 6.4")
  void takes_a_nickname_back_and_reserves_one_for_a_while() {
    kit.threeTalking();
    kit.wantsNickname(kit.bob, "Bobby");
    kit.bob.hangsUp();

    kit.wantsNickname(kit.carol, "Bobby");
    assertThat(decision()).isEqualTo(425);
    kit.after(Duration.ofSeconds(61));
    kit.wantsNickname(kit.carol, "Bobby");
    assertThat(decision()).isEqualTo(200);
    kit.wantsNickname(kit.carol, "");
    assertThat(decision()).isEqualTo(200);
    assertThat(kit.user(kit.carol).nickname()).isNull();
  }

  @Test
  @Spec("RFC 4579 §5.5")
  void adds_a_participant_by_refer() {
    kit.threeTalking();

    kit.alice.refers(kit.dave.address(), "INVITE");

    assertThat(kit.answer().status()).isEqualTo(202);
    assertThat(kit.answer().headers().carried()).containsEntry("Refer-Sub", "false");
    assertThat(kit.request("INVITE").requestUri()).isEqualTo(kit.dave.address());
    kit.dave.answers();
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class)).hasSize(1);
  }

  @Test
  @Spec("RFC 4579 §5.10")
  void only_the_initiator_expels_by_refer() {
    kit.threeTalking();

    kit.bob.refers(kit.carol.address(), "BYE");
    assertThat(kit.answer().status()).isEqualTo(403);
    kit.alice.refers(kit.carol.address(), "BYE");

    assertThat(kit.answer().status()).isEqualTo(202);
    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.carol.contact());
    assertThat(kit.byeCause()).isEqualTo(403);
  }

  private int decision() {
    return kit.switchCommands(SwitchCommand.NicknameDecision.class).getFirst().status();
  }

  private static MsrpMedia withoutChatroom() {
    var m = Sdp.chat("bob");
    return new MsrpMedia(
        m.port(),
        m.tls(),
        m.path(),
        m.acceptTypes(),
        m.acceptWrappedTypes(),
        m.maxSize(),
        m.direction(),
        m.setup(),
        m.fingerprint(),
        null,
        m.others());
  }
}
