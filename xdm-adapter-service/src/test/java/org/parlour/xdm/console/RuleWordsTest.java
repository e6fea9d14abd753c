package org.parlour.xdm.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;

class RuleWordsTest {
  private static final ImAddress EVE = ImAddress.parse("sip:eve@example.net");

  @Test
  void theRulesOfGroupsWithoutRulesRead() {
    assertThat(RuleWords.of(GroupRule.forMembers()))
        .isEqualTo(
            new RuleWords(
                "members", "members", "start the session, join, see who is in, add others"));
    assertThat(RuleWords.of(GroupRule.forEverybody()).who()).isEqualTo("everybody");
  }

  @Test
  void conditionsRestrictEachOther() {
    assertThat(
            who(
                new RuleCondition.Identity(
                    List.of(EVE),
                    List.of(
                        new RuleCondition.Many("example.org", List.of(), List.of()),
                        new RuleCondition.Many(null, List.of(EVE), List.of("example.com")))),
                new RuleCondition.AnonymousRequest()))
        .isEqualTo(
            "sip:eve@example.net, users of example.org, users of every domain"
                + " (not sip:eve@example.net, example.com), and only who asks for anonymity");
    assertThat(who(new RuleCondition.OtherIdentity())).isEqualTo("whom no rule names");
    assertThat(who(new RuleCondition.ExternalList(List.of("https://xcap/list"), List.of())))
        .isEqualTo("who stands in https://xcap/list");
    assertThat(who(new RuleCondition.IsListMember(), validity("2026-01-01T08:00:00Z")))
        .isEqualTo(
            "members, and only who asks from 2026-01-01T08:00:00Z until 2026-01-01T09:00:00Z");
  }

  @Test
  void aConditionThatNeverHoldsIsForNobody() {
    assertThat(who(new RuleCondition.Sphere("work"))).startsWith("nobody").contains("work");
    assertThat(who(new RuleCondition.Unknown())).startsWith("nobody");
    assertThat(who(new RuleCondition.Identity(List.of(), List.of()))).isEqualTo("nobody");
  }

  @Test
  void everyActionHasWords() {
    GroupRule all = new GroupRule("all", List.of(), EnumSet.allOf(GroupAction.class));

    assertThat(RuleWords.of(all).may()).contains("expel", "be anonymous", "by leaving last");
    assertThat(RuleWords.of(new GroupRule("none", List.of(), Set.of())).may()).isEqualTo("nothing");
  }

  @Test
  void theRulesOfUsersReadToo() {
    AccessRule others =
        new AccessRule(
            "others",
            List.of(new RuleCondition.OtherIdentity()),
            EnumSet.allOf(AccessAction.class));
    assertThat(RuleWords.of(others))
        .isEqualTo(
            new RuleWords(
                "others", "whom no rule names", "invite the user, send the user messages"));
    RuleCondition eve = new RuleCondition.Identity(List.of(EVE), List.of());
    assertThat(RuleWords.of(new AccessRule("blocked", List.of(eve), Set.of())))
        .isEqualTo(new RuleWords("blocked", "sip:eve@example.net", "nothing"));
  }

  private static RuleCondition validity(String from) {
    Instant start = Instant.parse(from);
    return new RuleCondition.Validity(
        List.of(new RuleCondition.Period(start, start.plusSeconds(3600))));
  }

  private static String who(RuleCondition... conditions) {
    return RuleWords.of(new GroupRule("r", List.of(conditions), Set.of())).who();
  }
}
