package org.parlour.contracts.group;

import java.util.List;
import java.util.Set;

/// A rule of RFC 4745 §7. Rules only allow: what none of those that are for a requester allows is
/// forbidden.
///
/// @param <A> what rules of this kind may allow
public interface ConditionalRule<A extends Enum<A>> {
  /// All must hold; none: the rule is for everybody.
  List<RuleCondition> conditions();

  /// What it allows.
  Set<A> actions();
}
