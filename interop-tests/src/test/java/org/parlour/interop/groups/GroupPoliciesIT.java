package org.parlour.interop.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.client.ImSession;
import org.parlour.client.sip.SipResponse;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.Spec;

/// The operator chose otherwise: callers are answered early, and a wish for anonymity that is
/// forbidden is ignored.
class GroupPoliciesIT {
  private static RunningSuite suite;

  @BeforeAll
  static void start() {
    suite =
        RunningSuite.start(
            false,
            Map.of(
                "im.cf.early-answer", "true",
                "im.cf.final-code-policy", "480",
                "im.cf.forbidden-anonymity", "ignore"));
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  @Test
  @Spec("7.2.1.3-RERR-2")
  void whoWasAnsweredEarlyIsRemovedWhenNoMemberComes() {
    try (Guest ann = Guest.arrives("ear-ann", suite);
        Guest ben = Guest.arrives("ear-ben", suite);
        Guest cat = Guest.arrives("ear-cat", suite)) {
      GroupFile group = new GroupFile("ear", suite);
      group.members(ann, ben, cat).field("inviteMembers", "true").write();

      ImSession anns = ann.joins(group.uri());
      assertThat(ann.answersToInvite()).extracting(SipResponse::status).containsExactly(200);
      ben.isInvited().invitation().decline(486);
      cat.isInvited().invitation().decline(480);

      ann.seesTheEndOf(anns);
    }
  }

  @Test
  @Spec("7.2.1.2-RERR-2")
  void theSameHoldsForAListOfUsers() {
    try (Guest ann = Guest.arrives("lis-ann", suite);
        Guest ben = Guest.arrives("lis-ben", suite)) {
      ImSession anns = Guest.outcome("the session of ann", ann.invites(ben));
      ben.isInvited().invitation().decline(603);

      ann.seesTheEndOf(anns);
    }
  }

  @Test
  @Spec({"7.2.2.2-R200-3", "D-36"})
  void aMemberThatMayNotHideIsSeenAllTheSame() {
    try (Guest ann = Guest.arrives("ign-ann", suite);
        Guest ben = Guest.arrivesHidden("ign-ben", suite)) {
      GroupFile group = new GroupFile("ign", suite);
      group.members(ann, ben).field("inviteMembers", "true").write();

      ImSession anns = ann.joins(group.uri());
      Guest.outcome("subscription", anns.subscribe());
      ben.accepts();

      ann.seesConnected(ann, ben);
    }
  }
}
