package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.contracts.group.GroupAction.ALLOW_INITIATE_CONFERENCE;
import static org.parlour.contracts.group.GroupAction.IS_KEY_PARTICIPANT;
import static org.parlour.contracts.group.GroupAction.JOIN_HANDLING;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Rules;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.protocol.Spec;

/// How long a group's session lasts, and for whom (reference §5.3, §5.10, §11.5).
class GroupLimitsTest {
  private final SessionKit kit = SessionKit.group();

  private static Rules rules() {
    return new Rules().everybodyMay(ALLOW_INITIATE_CONFERENCE, JOIN_HANDLING);
  }

  private void aliceAndBobTalk() {
    kit.alice.withoutTimer().calls(SessionKit.LOBBY);
    kit.alice.acknowledges();
    kit.bob.withoutTimer().calls(SessionKit.LOBBY);
    kit.bob.acknowledges();
  }

  @Test
  void aSessionLastsNoLongerThanItsDocumentSays() {
    kit.document(1, rules().lasting(600).document());
    aliceAndBobTalk();

    kit.after(Duration.ofSeconds(599));
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    kit.after(Duration.ofSeconds(1));
    assertThat(kit.switchCommands(SwitchCommand.SystemMessage.class).getFirst().event())
        .isEqualTo("closing");
    assertThat(kit.requests("BYE")).isEmpty();
    kit.after(Duration.ofMillis(500));

    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
    assertThat(kit.requests("BYE")).hasSize(2);
    assertThat(kit.requests("BYE").getFirst().headers().reason()).isEqualTo(Leaving.RELEASED);
    assertThat(kit.timers()).doesNotContainKey("duration:");
  }

  @Test
  void aChangedDurationCountsFromTheStartOfTheSession() {
    kit.document(1, rules().lasting(600).document());
    aliceAndBobTalk();
    kit.after(Duration.ofSeconds(100));

    kit.document(2, rules().lasting(150).document());
    kit.after(Duration.ofSeconds(49));
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    kit.after(Duration.ofSeconds(2));

    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void theOperatorLimitsEverySession() {
    SessionKit adHoc = SessionKit.adHoc();
    adHoc.with(adHoc.policy().withMaxDuration(Duration.ofMinutes(5))).talking();

    adHoc.after(Duration.ofSeconds(299));
    assertThat(adHoc.session().phase()).isEqualTo(Phase.ACTIVE);
    adHoc.after(Duration.ofSeconds(2));

    assertThat(adHoc.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  void theShorterOfBothLimitsHolds() {
    kit.with(kit.policy().withMaxDuration(Duration.ofMinutes(5)));
    kit.document(1, rules().lasting(600).document());
    aliceAndBobTalk();
    kit.after(Duration.ofSeconds(100));

    kit.document(2, rules().lasting(200).document());
    assertThat(kit.timers().get("duration:").due()).isEqualTo(SessionKit.START.plusSeconds(200));
    kit.document(3, rules().lasting(900).document());

    assertThat(kit.timers().get("duration:").due()).isEqualTo(SessionKit.START.plusSeconds(300));
  }

  @Test
  void aDurationThatIsTakenAwayLimitsNothing() {
    kit.document(1, rules().lasting(600).document());
    aliceAndBobTalk();

    kit.document(2, rules().document());
    kit.after(Duration.ofHours(2));

    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  void theSessionEndsWhenTheLastKeyParticipantLeaves() {
    kit.document(
        1,
        rules().userMay("alice", IS_KEY_PARTICIPANT).userMay("bob", IS_KEY_PARTICIPANT).document());
    aliceAndBobTalk();
    kit.carol.calls(SessionKit.LOBBY);
    kit.carol.acknowledges();

    kit.alice.hangsUp();
    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
    kit.bob.hangsUp();

    assertThat(kit.session().phase()).isEqualTo(Phase.ENDED);
    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.carol.contact());
  }

  @Test
  void aSessionThatNoKeyParticipantJoinedGoesOn() {
    kit.document(1, rules().userMay("dave", IS_KEY_PARTICIPANT).document());
    aliceAndBobTalk();

    kit.bob.hangsUp();

    assertThat(kit.session().phase()).isEqualTo(Phase.ACTIVE);
  }

  @Test
  @Spec("D-28")
  void keyParticipantsAreInvitedBeforeOthersWhenThereIsNotRoomForAll() {
    kit.document(
        1,
        rules()
            .members("alice", "bob", "carol", "dave")
            .inviting()
            .atMost(3)
            .userMay("dave", IS_KEY_PARTICIPANT)
            .document());

    kit.alice.calls(SessionKit.LOBBY);

    assertThat(kit.requests("INVITE"))
        .extracting(SendRequest::requestUri)
        .containsExactly(kit.dave.address(), kit.bob.address());
  }

  @Test
  void anInviteThatNamesASubjectKeepsIt() {
    kit.document(1, rules().about("Project X").members("alice", "bob").inviting().document());

    kit.alice.calls(SessionKit.LOBBY);

    assertThat(kit.request("INVITE").headers().carried()).containsEntry("Subject", "lunch");
  }
}
