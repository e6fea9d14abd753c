package org.parlour.contracts.group;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What the rules of a document allow (RFC 4745 §10; reference §5.4): the union over the rules that
/// are for the user. Pure.
public final class Ruleset {
  private Ruleset() {}

  /// Whom the rules are asked about.
  ///
  /// @param user its asserted identity, canonical, also when it is to be hidden; null for whom
  ///     nobody vouches for, who has no identity
  /// @param member stands in the list of the group whose rules they are
  /// @param anonymous asks for anonymity
  /// @param at when it asks
  public record Requester(
      @Nullable ImAddress user, boolean member, boolean anonymous, Instant at) {}

  public static <A extends Enum<A>> Set<A> granted(
      List<? extends ConditionalRule<A>> rules, Requester requester) {
    boolean other = asksForOthers(rules) && isOther(rules, requester);
    Set<A> granted = new HashSet<>();
    for (ConditionalRule<A> rule : rules) {
      if (failing(rule, requester, other) == null) {
        granted.addAll(rule.actions());
      }
    }
    return Collections.unmodifiableSet(granted);
  }

  /// Whether a rule is for the user.
  ///
  /// @param failing the first condition that does not hold; null when the rule is for the user
  public record Judgement(GroupRule rule, @Nullable RuleCondition failing) {
    public boolean applies() {
      return failing == null;
    }
  }

  /// How [#granted] comes to what it says, rule by rule.
  public static List<Judgement> judged(List<GroupRule> rules, Requester requester) {
    boolean other = isOther(rules, requester);
    return rules.stream()
        .map(rule -> new Judgement(rule, failing(rule, requester, other)))
        .toList();
  }

  public static boolean isAnyoneKey(List<GroupRule> rules) {
    return rules.stream().anyMatch(rule -> rule.allows(GroupAction.IS_KEY_PARTICIPANT));
  }

  private static boolean asksForOthers(List<? extends ConditionalRule<?>> rules) {
    for (ConditionalRule<?> rule : rules) {
      for (RuleCondition condition : rule.conditions()) {
        if (condition instanceof RuleCondition.OtherIdentity) {
          return true;
        }
      }
    }
    return false;
  }

  /// No rule is for the user by its identity or by a list.
  private static boolean isOther(List<? extends ConditionalRule<?>> rules, Requester requester) {
    for (ConditionalRule<?> rule : rules) {
      if (names(rule) && failing(rule, requester, false) == null) {
        return false;
      }
    }
    return true;
  }

  private static boolean names(ConditionalRule<?> rule) {
    return rule.conditions().stream()
        .anyMatch(
            c ->
                c instanceof RuleCondition.Identity
                    || c instanceof RuleCondition.IsListMember
                    || c instanceof RuleCondition.ExternalList);
  }

  private static @Nullable RuleCondition failing(
      ConditionalRule<?> rule, Requester requester, boolean other) {
    for (RuleCondition condition : rule.conditions()) {
      if (!holds(condition, requester, other)) {
        return condition;
      }
    }
    return null;
  }

  private static boolean holds(RuleCondition condition, Requester requester, boolean other) {
    return switch (condition) {
      case RuleCondition.Identity identity ->
          requester.user() != null && isOneOf(identity, requester.user());
      case RuleCondition.IsListMember c -> requester.member();
      case RuleCondition.AnonymousRequest c -> requester.anonymous();
      case RuleCondition.OtherIdentity c -> other;
      case RuleCondition.ExternalList list ->
          requester.user() != null && isOneOf(list.users(), requester.user());
      case RuleCondition.Validity validity -> isValid(validity, requester.at());
      case RuleCondition.Sphere c -> false;
      case RuleCondition.Unknown c -> false;
    };
  }

  private static boolean isOneOf(RuleCondition.Identity identity, ImAddress user) {
    if (isOneOf(identity.one(), user)) {
      return true;
    }
    for (RuleCondition.Many many : identity.many()) {
      if (isOneOf(many, user)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(List<ImAddress> users, ImAddress user) {
    for (ImAddress one : users) {
      if (one.canonical().equals(user)) {
        return true;
      }
    }
    return false;
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
