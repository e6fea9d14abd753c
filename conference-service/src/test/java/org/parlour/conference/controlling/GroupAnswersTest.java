package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.ConferencePolicy.FinalCode;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Phase;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.protocol.Spec;
import org.parlour.protocol.conferenceinfo.ConferenceInfo;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.Setup;

/// What the first one in a group hears of the members whom it woke (7.2.1.3-R*).
class GroupAnswersTest {
  private final ConferencePolicy policy = ConferencePolicy.defaults(SessionKit.DOMAIN);
  private final SessionKit kit = SessionKit.group();

  private SessionKit ringing(SessionKit group) {
    group.document(1, true, false, "alice", "bob", "carol");
    group.alice.calls(SessionKit.LOBBY);
    return group;
  }

  @Test
  @Spec({"7.2.1.3-R180-1", "7.2.1.3-R180-2", "D-37"})
  void hearsOneRingingHoweverManyRing() {
    ringing(kit);

    kit.bob.rings();
    assertThat(kit.answer().status()).isEqualTo(180);
    kit.carol.rings();

    assertThat(kit.answers()).isEmpty();
  }

  @Test
  @Spec({"7.2.1.3-R200-2", "7.2.1.3-R200-2a", "7.2.1.3-R200-3", "7.2.1.3-R200-4", "D-29"})
  void isAnsweredWithWhatTheFirstMemberTakesToo() {
    kit.document(1, true, false, "alice", "bob", "carol");
    kit.alice.call(
        SessionKit.LOBBY,
        Sdp.of(Sdp.msrp("alice", Setup.ACTIVE, "message/cpim", "text/html", "text/plain")),
        null);

    kit.bob.answers(Sdp.msrp("bob", Setup.ACTIVE, "message/cpim", "text/plain"));

    assertThat(((MsrpMedia) kit.answerSdp().media().getFirst()).acceptTypes())
        .containsExactly("message/cpim", "text/plain");
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class)).hasSize(1);
  }

  @Test
  @Spec({"7.2.1.3-8b-i", "D-29"})
  void whoJoinsARunningSessionIsAnsweredWithASubsetOfItsOffer() {
    kit.document(1, false, true);
    kit.alice.calls(SessionKit.LOBBY);

    kit.bob.call(
        SessionKit.LOBBY, Sdp.of(Sdp.msrp("bob", Setup.ACTIVE, "message/cpim", "text/html")), null);

    assertThat(((MsrpMedia) kit.answerSdp().media().getFirst()).acceptTypes())
        .containsExactly("message/cpim", "text/html");
  }

  @Test
  @Spec({"7.2.1.3-R200-5", "7.2.1.3-8e"})
  void itsArrivalAndThatOfOthersIsToldToSubscribers() {
    kit.document(1, true, false, "alice", "bob", "carol");
    kit.carol.subscribes(SessionKit.LOBBY, "conference", 600);
    kit.carol.takesNotify();
    kit.after(java.time.Duration.ofSeconds(1));
    kit.alice.calls(SessionKit.LOBBY);
    kit.carol.takesNotify();
    kit.after(java.time.Duration.ofSeconds(1));

    kit.bob.answers();

    assertThat(kit.notified().state()).isEqualTo(new ConferenceInfo.State(2, true));
  }

  @Test
  @Spec({"7.2.1.3-RERR-2", "7.2.1.2-RERR-2"})
  void isRemovedWhenItWasAnsweredEarlyAndNobodyComes() {
    SessionKit early = ringing(SessionKit.group().with(policy.withEarlyAnswer(true)));
    assertThat(early.answer().status()).isEqualTo(200);
    early.alice.acknowledges();

    early.bob.declines(486);
    assertThat(early.requests("BYE")).isEmpty();
    early.carol.declines(480);

    assertThat(early.request("BYE").requestUri()).isEqualTo(early.alice.contact());
    assertThat(early.session().phase()).isEqualTo(Phase.ENDED);
  }

  @Test
  @Spec("D-30")
  void mayBeToldAFixedCodeWhenNobodyComes() {
    SessionKit fixed = ringing(SessionKit.group().with(policy.withFinalCode(FinalCode.of("480"))));

    fixed.bob.declines(486);
    fixed.carol.declines(603);

    assertThat(fixed.answer().status()).isEqualTo(480);
  }
}
