package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.contracts.group.GroupAction.ALLOW_ANONYMITY;
import static org.parlour.contracts.group.GroupAction.ALLOW_CONFERENCE_STATE;
import static org.parlour.contracts.group.GroupAction.ALLOW_EXPELLING;
import static org.parlour.contracts.group.GroupAction.ALLOW_INITIATE_CONFERENCE;
import static org.parlour.contracts.group.GroupAction.ALLOW_INVITE_USERS_DYNAMICALLY;
import static org.parlour.contracts.group.GroupAction.JOIN_HANDLING;

import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Rules;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.Spec;

/// Who may do what in a group, by the rules of its document.
class GroupAdmissionTest {
  private final SessionKit kit = SessionKit.group();

  private static Rules rules() {
    return new Rules()
        .everybodyMay(JOIN_HANDLING)
        .userMay("alice", ALLOW_INITIATE_CONFERENCE, ALLOW_ANONYMITY);
  }

  private void refused(int status, String text) {
    assertThat(kit.answer().status()).isEqualTo(status);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of(text));
  }

  @Test
  @Spec("7.2.1.3-1")
  void anUnknownGroupIsAnsweredFirst() {
    kit.bob.asFocus().withoutIdentity().calls(SessionKit.LOBBY);

    refused(404, "Conference URI does not exist");
  }

  @Test
  @Spec({"7.2.1.3-2", "D-38"})
  void aFocusIsRefusedBeforeItsIdentityIsLookedAt() {
    kit.document(1, rules().document());

    kit.bob.asFocus().withoutIdentity().calls(SessionKit.LOBBY);

    refused(403, "isfocus already assigned");
  }

  @Test
  @Spec("7.2.1.3-3")
  void whoeverNobodyVouchesForIsRefused() {
    kit.document(1, rules().document());

    kit.alice.withoutIdentity().calls(SessionKit.LOBBY);

    refused(403, "originator not authorized");
  }

  @Test
  @Spec({"7.2.1.3-3", "D-39"})
  void theRightToStartIsNeededOnlyWhereNothingRuns() {
    kit.document(1, rules().document());

    kit.bob.anonymously().calls(SessionKit.LOBBY);
    refused(403, "session initiation not allowed");
    kit.alice.calls(SessionKit.LOBBY);
    kit.carol.calls(SessionKit.LOBBY);

    assertThat(kit.answer().status()).isEqualTo(200);
  }

  @Test
  @Spec("7.2.1.3-4")
  void whoMayStartButNotJoinIsRefused() {
    kit.document(1, new Rules().everybodyMay(ALLOW_INITIATE_CONFERENCE).document());

    kit.alice.anonymously().calls(SessionKit.LOBBY);

    refused(403, "joining not allowed");
  }

  @Test
  @Spec({"7.2.1.3-4", "D-28"})
  void aFullGroupIsBusyBeforeAnonymityIsLookedAt() {
    kit.document(1, rules().atMost(1).document());
    kit.alice.calls(SessionKit.LOBBY);

    kit.bob.anonymously().calls(SessionKit.LOBBY);

    refused(486, "too many participants");
  }

  @Test
  @Spec("D-28")
  void aGroupForNobodyIsAlwaysFull() {
    kit.document(1, rules().atMost(0).inviting().members("alice", "bob").document());

    kit.alice.calls(SessionKit.LOBBY);

    refused(486, "too many participants");
  }

  @Test
  @Spec("D-28")
  void whoLeftCountsAnewWhenItComesBack() {
    kit.document(1, rules().atMost(2).document());
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();
    kit.bob.calls(SessionKit.LOBBY);
    kit.bob.acknowledges();
    kit.bob.hangsUp();
    kit.carol.calls(SessionKit.LOBBY);
    assertThat(kit.answer().status()).isEqualTo(200);

    kit.bob.calls(SessionKit.LOBBY);

    refused(486, "too many participants");
  }

  @Test
  @Spec("7.2.1.3-5")
  void anonymityIsForThoseToWhomARuleGivesIt() {
    kit.document(1, rules().document());

    kit.alice.anonymously().calls(SessionKit.LOBBY);
    assertThat(kit.answer().status()).isEqualTo(200);
    kit.bob.anonymously().call(SessionKit.LOBBY, Sdp.of(Sdp.AUDIO), null);

    refused(403, "anonymity not allowed");
  }

  @Test
  @Spec("7.2.1.3-6")
  void unacceptableMediaAreRefusedLast() {
    kit.document(1, rules().document());

    kit.alice.call(SessionKit.LOBBY, Sdp.of(Sdp.AUDIO), null);

    assertThat(kit.answer().status()).isEqualTo(488);
    assertThat(kit.focus().running()).isNull();
  }

  @Test
  @Spec({"7.2.1.12-4", "D-33"})
  void theRosterIsForThoseToWhomARuleGivesIt() {
    kit.document(1, rules().userMay("bob", ALLOW_CONFERENCE_STATE).document());

    kit.bob.subscribes(SessionKit.LOBBY, "conference", 600);
    assertThat(kit.answer().status()).isEqualTo(200);
    kit.alice.subscribes(SessionKit.LOBBY, "conference", 600);

    refused(403, "conference state subscription not allowed");
  }

  @Test
  @Spec("7.2.1.12-S2")
  void aRightThatIsWithdrawnEndsWhatItAllowed() {
    kit.document(1, rules().userMay("bob", ALLOW_CONFERENCE_STATE).document());
    kit.bob.subscribes(SessionKit.LOBBY, "conference", 600);
    kit.bob.takesNotify();
    kit.alice.calls(SessionKit.LOBBY);
    kit.after(java.time.Duration.ofSeconds(1));
    kit.bob.takesNotify();

    kit.document(2, rules().document());

    assertThat(kit.request("NOTIFY").headers().subscriptionState())
        .isEqualTo(SubscriptionState.terminated(TerminationReason.REJECTED));
    assertThat(kit.requests("BYE")).isEmpty();
  }

  @Test
  void addingIsForThoseToWhomARuleGivesIt() {
    kit.document(1, rules().userMay("alice", ALLOW_INVITE_USERS_DYNAMICALLY).document());
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();
    kit.bob.calls(SessionKit.LOBBY);
    kit.bob.acknowledges();

    kit.bob.refers(kit.dave.address(), "INVITE");
    refused(403, "adding participants not allowed");
    kit.alice.refers(kit.dave.address(), "INVITE");

    assertThat(kit.request("INVITE").requestUri()).isEqualTo(kit.dave.address());
  }

  @Test
  void aParticipantWhomAnotherOneAddedStaysWhenTheDocumentChanges() {
    Rules team =
        new Rules()
            .members("alice", "bob")
            .membersMay(ALLOW_INITIATE_CONFERENCE, JOIN_HANDLING, ALLOW_INVITE_USERS_DYNAMICALLY);
    kit.document(1, team.document());
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();
    kit.alice.refers(kit.dave.address(), "INVITE");
    kit.dave.answers();

    kit.document(2, team.about("lunch").document());

    assertThat(kit.requests("BYE")).isEmpty();
  }

  @Test
  void expellingIsForTheInitiatorAndForThoseToWhomARuleGivesIt() {
    kit.document(1, rules().userMay("bob", ALLOW_EXPELLING).document());
    kit.alice.calls(SessionKit.LOBBY);
    kit.alice.acknowledges();
    kit.bob.calls(SessionKit.LOBBY);
    kit.bob.acknowledges();
    kit.carol.calls(SessionKit.LOBBY);
    kit.carol.acknowledges();

    kit.carol.refers(kit.bob.address(), "BYE");
    refused(403, "expelling not allowed");
    kit.bob.refers(kit.carol.address(), "BYE");

    assertThat(kit.request("BYE").requestUri()).isEqualTo(kit.carol.contact());
    assertThat(kit.byeCause()).isEqualTo(403);
  }
}
