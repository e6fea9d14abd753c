package org.parlour.conference.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.conference.policy.Users.Asking;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

class UsersTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final ImAddress ALICE = ImAddress.sip("alice", "example.org");
  private static final ImAddress MALLORY = ImAddress.sip("mallory", "example.org");
  private static final ImAddress BOB = ImAddress.sip("bob", "example.org");
  private static final EnumSet<AccessAction> ALL = EnumSet.allOf(AccessAction.class);
  private static final EnumSet<AccessAction> NOTHING = EnumSet.noneOf(AccessAction.class);

  private static UserPolicy bob(long version, UserPolicy.@Nullable Definition definition) {
    return new UserPolicy(NOW, BOB, version, definition);
  }

  private static AccessRule rule(RuleCondition condition, Set<AccessAction> actions) {
    return new AccessRule("r", List.of(condition), actions);
  }

  private static AccessRule blocked() {
    return rule(new RuleCondition.Identity(List.of(MALLORY), List.of()), NOTHING);
  }

  private static AccessRule rest() {
    return rule(new RuleCondition.OtherIdentity(), ALL);
  }

  private static boolean admits(@Nullable ImAddress who, boolean anonymous, AccessRule... rules) {
    return Users.admits(
        new UserPolicy.Definition(false, false, rules.length == 0 ? null : List.of(rules)),
        AccessAction.ALLOW_SESSION,
        new Asking(who, anonymous, NOW));
  }

  @Test
  @Spec("ISS-2")
  void withoutRulesEverybodyIsAdmitted() {
    assertThat(admits(MALLORY, false)).isTrue();
    assertThat(admits(null, true)).isTrue();
  }

  @Test
  @Spec({"ISS-2", "RFC 4745 §10"})
  void whoIsNamedIsNotAmongTheOthers() {
    assertThat(admits(ALICE, false, blocked(), rest())).isTrue();
    assertThat(admits(MALLORY, false, blocked(), rest())).isFalse();
  }

  @Test
  @Spec("RFC 4745 §10")
  void rulesThatAreForNobodyWhoAsksRefuse() {
    assertThat(admits(ALICE, false, blocked())).isFalse();
  }

  @Test
  void whoeverNobodyVouchesForHasNoIdentity() {
    AccessRule everyDomain =
        rule(
            new RuleCondition.Identity(
                List.of(), List.of(new RuleCondition.Many(null, List.of(), List.of()))),
            ALL);

    assertThat(admits(ALICE, true, everyDomain)).isTrue();
    assertThat(admits(null, false, everyDomain)).isFalse();
    assertThat(admits(null, false, rule(new RuleCondition.AnonymousRequest(), ALL))).isTrue();
    assertThat(admits(ALICE, false, rule(new RuleCondition.AnonymousRequest(), ALL))).isFalse();
  }

  @Test
  void eachActionIsAllowedByItself() {
    AccessRule messages = rule(new RuleCondition.OtherIdentity(), Set.of(ALL.iterator().next()));
    UserPolicy.Definition user = new UserPolicy.Definition(false, false, List.of(messages));
    Asking alice = new Asking(ALICE, false, NOW);

    assertThat(Users.admits(user, AccessAction.ALLOW_SESSION, alice)).isTrue();
    assertThat(Users.admits(user, AccessAction.ALLOW_PAGER_MODE_MESSAGE, alice)).isFalse();
  }

  @Test
  void whoIsBarredIsReachedByNobody() {
    assertThat(
            Users.admits(
                new UserPolicy.Definition(false, true, List.of(rest())),
                AccessAction.ALLOW_SESSION,
                new Asking(ALICE, false, NOW)))
        .isFalse();
  }

  @Test
  void anOlderPolicyChangesNothing() {
    Users users = Users.OPEN.with(bob(5, new UserPolicy.Definition(true, false, null)));

    assertThat(users.with(bob(4, null))).isSameAs(users);
    assertThat(users.mayOriginate(BOB)).isFalse();
    assertThat(users.mayOriginate(BOB.withParameter("transport", "tcp"))).isFalse();
    assertThat(users.with(bob(6, null)).mayOriginate(BOB)).isTrue();
    assertThat(Users.OPEN.mayOriginate(BOB)).isTrue();
  }

  @Test
  void usersOfProvisionedDomainsMustBeKnown() {
    Users users = new Users(Users.OPEN.known(), Set.of("example.org"));
    Asking alice = new Asking(ALICE, false, NOW);

    assertThat(users.mayOriginate(BOB)).isFalse();
    assertThat(users.refusal(BOB, AccessAction.ALLOW_SESSION, alice))
        .isEqualTo(ImError.USER_UNKNOWN);
    assertThat(users.mayOriginate(ImAddress.sip("zoe", "example.net"))).isTrue();

    Users known = users.with(bob(1, new UserPolicy.Definition(false, false, null)));
    assertThat(known.mayOriginate(BOB)).isTrue();
    assertThat(known.refusal(BOB, AccessAction.ALLOW_SESSION, alice)).isNull();
  }
}
