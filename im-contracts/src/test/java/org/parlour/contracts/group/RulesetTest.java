package org.parlour.contracts.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.contracts.group.GroupAction.ALLOW_ANONYMITY;
import static org.parlour.contracts.group.GroupAction.ALLOW_CONFERENCE_STATE;
import static org.parlour.contracts.group.GroupAction.JOIN_HANDLING;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

@Spec("RFC 4745 §7")
class RulesetTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final ImAddress ALICE = ImAddress.parse("sip:alice@example.org");
  private static final ImAddress BOB = ImAddress.parse("sip:bob@example.net");
  private static final RuleCondition MEMBER = new RuleCondition.IsListMember();
  private static final RuleCondition OTHER = new RuleCondition.OtherIdentity();
  private static final RuleCondition ONLY_ALICE =
      new RuleCondition.Identity(List.of(ImAddress.parse("sips:alice@EXAMPLE.org")), List.of());

  @Test
  void aRuleWithoutConditionsIsForEverybody() {
    assertThat(granted(BOB, rule(JOIN_HANDLING))).containsExactly(JOIN_HANDLING);
  }

  @Test
  void withoutARuleNothingIsAllowed() {
    assertThat(granted(ALICE)).isEmpty();
  }

  @Test
  void oneUserIsFoundInEveryFormOfItsAddress() {
    GroupRule rule = rule(ONLY_ALICE, JOIN_HANDLING);

    assertThat(granted(ALICE, rule)).containsExactly(JOIN_HANDLING);
    assertThat(granted(BOB, rule)).isEmpty();
  }

  @Test
  void manyAreTheUsersOfADomainExceptSome() {
    GroupRule domain = many(new RuleCondition.Many("example.org", List.of(), List.of()));
    GroupRule notAlice = many(new RuleCondition.Many("example.org", List.of(ALICE), List.of()));
    GroupRule elsewhere = many(new RuleCondition.Many(null, List.of(), List.of("example.org")));

    assertThat(granted(ALICE, domain)).isNotEmpty();
    assertThat(granted(BOB, domain)).isEmpty();
    assertThat(granted(ALICE, notAlice)).isEmpty();
    assertThat(granted(ALICE, elsewhere)).isEmpty();
    assertThat(granted(BOB, elsewhere)).isNotEmpty();
  }

  @Test
  void allConditionsOfARuleMustHold() {
    GroupRule rule = new GroupRule("r", List.of(MEMBER, ONLY_ALICE), Set.of(JOIN_HANDLING));

    assertThat(granted(asking(ALICE, true, false), rule)).isNotEmpty();
    assertThat(granted(asking(ALICE, false, false), rule)).isEmpty();
    assertThat(granted(asking(BOB, true, false), rule)).isEmpty();
  }

  @Test
  @Spec("RFC 4745 §10.2")
  void theActionsOfAllRulesThatHoldAreUnited() {
    assertThat(
            granted(
                asking(ALICE, true, false),
                rule(JOIN_HANDLING),
                rule(MEMBER, ALLOW_CONFERENCE_STATE),
                rule(ONLY_ALICE, ALLOW_ANONYMITY)))
        .containsExactlyInAnyOrder(JOIN_HANDLING, ALLOW_CONFERENCE_STATE, ALLOW_ANONYMITY);
  }

  @Test
  void otherIdentityIsForWhomNoRuleNames() {
    GroupRule members = rule(MEMBER, JOIN_HANDLING);
    GroupRule others = rule(OTHER, ALLOW_CONFERENCE_STATE);

    assertThat(granted(asking(ALICE, true, false), others, members)).containsExactly(JOIN_HANDLING);
    assertThat(granted(BOB, others, members)).containsExactly(ALLOW_CONFERENCE_STATE);
  }

  @Test
  void whoAsksForAnonymityIsFoundByNameAndByThatWish() {
    GroupRule hidden = rule(new RuleCondition.AnonymousRequest(), ALLOW_CONFERENCE_STATE);

    assertThat(granted(asking(ALICE, false, true), hidden, rule(ONLY_ALICE, JOIN_HANDLING)))
        .containsExactlyInAnyOrder(ALLOW_CONFERENCE_STATE, JOIN_HANDLING);
    assertThat(granted(ALICE, hidden)).isEmpty();
  }

  @Test
  void aJudgementNamesTheConditionThatFails() {
    GroupRule both = new GroupRule("both", List.of(MEMBER, ONLY_ALICE), Set.of(JOIN_HANDLING));
    GroupRule others = rule(OTHER, ALLOW_CONFERENCE_STATE);

    assertThat(Ruleset.judged(List.of(both, others), asking(ALICE, true, false)))
        .containsExactly(new Ruleset.Judgement(both, null), new Ruleset.Judgement(others, OTHER));
    assertThat(Ruleset.judged(List.of(both, others), asking(BOB, true, false)))
        .containsExactly(
            new Ruleset.Judgement(both, ONLY_ALICE), new Ruleset.Judgement(others, null));
  }

  @Test
  void aConditionThatWeDoNotKnowNeverHolds() {
    assertThat(granted(ALICE, rule(new RuleCondition.Unknown(), JOIN_HANDLING))).isEmpty();
  }

  @Test
  @Spec("RFC 4745 §7.3")
  void aRuleMayHoldForCertainTimesOnly() {
    GroupRule mornings =
        rule(
            new RuleCondition.Validity(
                List.of(
                    new RuleCondition.Period(NOW.minusSeconds(60), NOW),
                    new RuleCondition.Period(NOW.plusSeconds(60), NOW.plusSeconds(120)))),
            JOIN_HANDLING);

    assertThat(granted(asking(ALICE, NOW.minusSeconds(61)), mornings)).isEmpty();
    assertThat(granted(asking(ALICE, NOW.minusSeconds(60)), mornings)).isNotEmpty();
    assertThat(granted(asking(ALICE, NOW), mornings)).isEmpty();
    assertThat(granted(asking(ALICE, NOW.plusSeconds(119)), mornings)).isNotEmpty();
  }

  @Test
  @Spec("RFC 4745 §7.2")
  void nobodyKnowsASphere() {
    assertThat(granted(ALICE, rule(new RuleCondition.Sphere("work"), JOIN_HANDLING))).isEmpty();
  }

  @Test
  void aListElsewhereNamesItsUsers() {
    GroupRule listed =
        rule(
            new RuleCondition.ExternalList(
                List.of("https://xcap.example.org/resource-lists/users/x/index"), List.of(ALICE)),
            JOIN_HANDLING);
    GroupRule others = rule(OTHER, ALLOW_CONFERENCE_STATE);

    assertThat(granted(ALICE, listed, others)).containsExactly(JOIN_HANDLING);
    assertThat(granted(BOB, listed, others)).containsExactly(ALLOW_CONFERENCE_STATE);
  }

  private static Ruleset.Requester asking(ImAddress user, boolean member, boolean anonymous) {
    return new Ruleset.Requester(user, member, anonymous, NOW);
  }

  private static Ruleset.Requester asking(ImAddress user, Instant at) {
    return new Ruleset.Requester(user, false, false, at);
  }

  private static GroupRule rule(GroupAction... actions) {
    return new GroupRule("r", List.of(), Set.of(actions));
  }

  private static GroupRule rule(RuleCondition condition, GroupAction... actions) {
    return new GroupRule("r", List.of(condition), Set.of(actions));
  }

  private static GroupRule many(RuleCondition.Many many) {
    return rule(new RuleCondition.Identity(List.of(), List.of(many)), JOIN_HANDLING);
  }

  private static Set<GroupAction> granted(ImAddress user, GroupRule... rules) {
    return granted(asking(user, false, false), rules);
  }

  private static Set<GroupAction> granted(Ruleset.Requester requester, GroupRule... rules) {
    return Ruleset.granted(List.of(rules), requester);
  }
}
