package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Rules;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.Warning;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.Recipient;

/// What holds for users, as a focus obeys it.
class UserPoliciesTest {
  private static final UserPolicy.Definition BARRED = new UserPolicy.Definition(true, false, null);
  private static final UserPolicy.Definition NOBODY = new UserPolicy.Definition(false, true, null);

  private final SessionKit kit = SessionKit.adHoc();

  /// Everybody is admitted but `blocked`.
  private static UserPolicy.Definition blocking(Peer blocked) {
    return new UserPolicy.Definition(
        false,
        false,
        List.of(
            new AccessRule(
                "blocked",
                List.of(new RuleCondition.Identity(List.of(blocked.address()), List.of())),
                EnumSet.noneOf(AccessAction.class)),
            new AccessRule(
                "rest",
                List.of(new RuleCondition.OtherIdentity()),
                EnumSet.allOf(AccessAction.class))));
  }

  private static void isRefused(SessionKit kit) {
    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.answer().headers().warning()).isEqualTo(Warning.of("originator not authorized"));
  }

  @Test
  @Spec("7.2.1.2-2")
  void aBarredUserStartsNoSession() {
    kit.knows(kit.alice, BARRED);

    kit.alice.invites(kit.bob);

    isRefused(kit);
    assertThat(kit.bob.wasInvited()).isFalse();
    assertThat(kit.focus().isEmpty()).isTrue();
  }

  @Test
  @Spec({"7.2.1.3-3", "7.2.1.12-3"})
  void aBarredUserComesIntoNoGroup() {
    SessionKit group = SessionKit.group();
    group.document(1, new Rules().everybodyMay(GroupAction.values()).document());
    group.knows(group.alice, BARRED);

    group.alice.calls(SessionKit.LOBBY);
    isRefused(group);
    group.alice.subscribes(SessionKit.LOBBY, "conference", 600);
    isRefused(group);
    group.alice.messages(SessionKit.LOBBY);
    isRefused(group);
    group.bob.calls(SessionKit.LOBBY);
    assertThat(group.answer().status()).isEqualTo(200);
  }

  @Test
  void whoIsBarredInASessionAddsNobody() {
    kit.threeTalking();
    kit.knows(kit.alice, BARRED);

    kit.alice.refers(kit.dave.address(), "INVITE");

    isRefused(kit);
    assertThat(kit.dave.wasInvited()).isFalse();
  }

  @Test
  @Spec({"ISS-2", "7.2.1.2-6"})
  void whoseRulesRefuseIsNotAskedAndOthersAre() {
    kit.knows(kit.bob, blocking(kit.alice));

    kit.alice.invites(kit.bob, kit.carol);
    assertThat(kit.bob.wasInvited()).isFalse();
    assertThat(kit.carol.wasInvited()).isTrue();
    kit.carol.answers();

    assertThat(kit.answer().status()).isEqualTo(200);
    assertThat(kit.focus().users().size()).isEqualTo(2);
  }

  @Test
  void whoIsNotBlockedIsAsked() {
    kit.knows(kit.bob, blocking(kit.dave));

    kit.alice.invites(kit.bob);

    assertThat(kit.bob.wasInvited()).isTrue();
  }

  @Test
  @Spec({"ISS-2", "7.2.1.2-RERR-1"})
  void theInviterHearsARefusalWhenNobodyCanBeAsked() {
    kit.knows(kit.bob, blocking(kit.alice)).knows(kit.carol, NOBODY);

    kit.alice.invites(kit.bob, kit.carol);

    assertThat(kit.answer().status()).isEqualTo(403);
    assertThat(kit.focus().running()).isNull();
    assertThat(kit.requests("INVITE")).isEmpty();
  }

  @Test
  @Spec("D-30")
  void aRefusalByRulesCountsAmongTheFailures() {
    kit.knows(kit.bob, NOBODY);
    kit.alice.invites(kit.bob, kit.carol);

    kit.carol.declines(486);

    assertThat(kit.answer().status()).isEqualTo(403);
  }

  @Test
  void earlyAnsweredInvitersAreRefusedTooWhenNobodyCanBeAsked() {
    kit.with(kit.policy().withEarlyAnswer(true)).knows(kit.bob, NOBODY);

    kit.alice.invites(kit.bob);

    assertThat(kit.answer().status()).isEqualTo(403);
  }

  @Test
  void aReferrerHearsThatTheUserIsNotToBeAsked() {
    kit.threeTalking();
    kit.knows(kit.dave, blocking(kit.alice));

    kit.alice.refersApart(SessionKit.S, kit.dave.address(), "INVITE");
    kit.alice.takesNotify();

    assertThat(kit.dave.wasInvited()).isFalse();
    SipContent.Written last = (SipContent.Written) kit.request("NOTIFY").content();
    assertThat(last.body()).asString().startsWith("SIP/2.0 403");
    kit.bob.refers(kit.dave.address(), "INVITE");
    assertThat(kit.dave.wasInvited()).isTrue();
  }

  @Test
  @Spec("7.2.1.3-7a")
  void aMemberWhoseRulesRefuseIsNotAskedIntoTheGroup() {
    SessionKit group = SessionKit.group();
    group.document(1, true, false, "alice", "bob", "carol");
    group.knows(group.bob, blocking(group.alice));

    group.alice.calls(SessionKit.LOBBY);

    assertThat(group.bob.wasInvited()).isFalse();
    assertThat(group.carol.wasInvited()).isTrue();
  }

  @Test
  void usersOfProvisionedDomainsMustBeKnown() {
    kit.provisioned("example.org").knows(kit.alice, blocking(kit.dave));

    kit.alice.invites(kit.bob);

    assertThat(kit.answer().status()).isEqualTo(404);
  }

  @Test
  @Spec({"8.3.1.1.1-5", "ISS-2"})
  void pagerMessagesAreOfWhoMayAndToWhoWants() {
    SessionKit list = SessionKit.list();
    list.knows(list.bob, blocking(list.alice)).knows(list.dave, BARRED);

    list.dave.messages(SessionKit.EXPLODER, message(list.carol));
    isRefused(list);
    list.alice.messages(SessionKit.EXPLODER, message(list.bob, list.carol));

    assertThat(list.answer().status()).isEqualTo(202);
    assertThat(list.request("MESSAGE").requestUri()).isEqualTo(list.carol.address());
  }

  private static SipMethod.Message message(Peer... recipients) {
    return new SipMethod.Message(
        "text/plain",
        new byte[] {'h'},
        List.of(recipients).stream().map(p -> Recipient.to(p.address())).toList());
  }
}
