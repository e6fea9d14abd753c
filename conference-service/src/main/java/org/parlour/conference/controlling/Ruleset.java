package org.parlour.conference.controlling;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.protocol.address.ImAddress;

/// What the rules of a group's document allow (RFC 4745 §10; reference §5.4): the union over the
/// rules that are for the user.
final class Ruleset {
  private Ruleset() {}

  /// Whom the rules are asked about.
  ///
  /// @param user its asserted identity, canonical, also when it is to be hidden
  /// @param member stands in the group's list
  /// @param anonymous asks for anonymity
  /// @param at when it asks
  record Requester(ImAddress user, boolean member, boolean anonymous, Instant at) {}

  static Set<GroupAction> granted(List<GroupRule> rules, Requester requester) {
    boolean named = false;
    for (GroupRule rule : rules) {
      named |= names(rule) && holds(rule, requester, false);
    }
    Set<GroupAction> granted = EnumSet.noneOf(GroupAction.class);
    for (GroupRule rule : rules) {
      if (holds(rule, requester, !named)) {
        granted.addAll(rule.actions());
      }
    }
    return Collections.unmodifiableSet(granted);
  }

  static boolean isAnyoneKey(List<GroupRule> rules) {
    return rules.stream().anyMatch(rule -> rule.allows(GroupAction.IS_KEY_PARTICIPANT));
  }

  private static boolean names(GroupRule rule) {
    return rule.conditions().stream()
        .anyMatch(
            c ->
                c instanceof RuleCondition.Identity
                    || c instanceof RuleCondition.IsListMember
                    || c instanceof RuleCondition.ExternalList);
  }

  private static boolean holds(GroupRule rule, Requester requester, boolean other) {
    for (RuleCondition condition : rule.conditions()) {
      if (!holds(condition, requester, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(RuleCondition condition, Requester requester, boolean other) {
    return switch (condition) {
      case RuleCondition.Identity identity -> isOneOf(identity, requester.user());
      case RuleCondition.IsListMember c -> requester.member();
      case RuleCondition.AnonymousRequest c -> requester.anonymous();
      case RuleCondition.OtherIdentity c -> other;
      case RuleCondition.ExternalList list -> isOneOf(list.users(), requester.user());
      case RuleCondition.Validity validity -> isValid(validity, requester.at());
      case RuleCondition.Sphere c -> false;
      case RuleCondition.Unknown c -> false;
    };
  }

  private static boolean isOneOf(RuleCondition.Identity identity, ImAddress user) {
    return isOneOf(identity.one(), user)
        || identity.many().stream().anyMatch(many -> isOneOf(many, user));
  }

  private static boolean isOneOf(List<ImAddress> users, ImAddress user) {
    return users.stream().anyMatch(one -> one.canonical().equals(user));
  }

  private static boolean isValid(RuleCondition.Validity validity, Instant at) {
    return validity.periods().stream()
        .anyMatch(period -> !at.isBefore(period.from()) && at.isBefore(period.until()));
  }

  private static boolean isOneOf(RuleCondition.Many many, ImAddress user) {
    return (many.domain() == null || many.domain().equalsIgnoreCase(user.host()))
        && many.exceptDomains().stream().noneMatch(user.host()::equalsIgnoreCase)
        && !isOneOf(many.exceptUsers(), user);
  }
}
