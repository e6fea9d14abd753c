package org.parlour.contracts.user;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.parlour.contracts.group.ConditionalRule;
import org.parlour.contracts.group.RuleCondition;

/// One rule of a user's document (RFC 4745 §7). A rule that refuses allows nothing: whoever no
/// other rule is for is refused.
///
/// @param actions what it allows, in a fixed order; those of a later release are left out
public record AccessRule(
    String id,
    List<RuleCondition> conditions,
    @JsonSetter(contentNulls = Nulls.SKIP) Set<AccessAction> actions)
    implements ConditionalRule<AccessAction> {
  public AccessRule {
    conditions = List.copyOf(conditions);
    Set<AccessAction> ordered = EnumSet.noneOf(AccessAction.class);
    ordered.addAll(actions);
    actions = Collections.unmodifiableSet(ordered);
  }
}
