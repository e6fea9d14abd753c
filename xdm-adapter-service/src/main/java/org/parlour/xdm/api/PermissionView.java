package org.parlour.xdm.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.Ruleset;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.ConditionForm;
import org.parlour.xdm.document.Permission;

/// Who may what, as JSON.
///
/// @param rule the id of the rule that allows it; null when none does
/// @param member stands in the group's list
/// @param rules how each rule of the group came in
record PermissionView(
    String group,
    String user,
    String action,
    boolean allowed,
    @Nullable String rule,
    boolean member,
    List<RuleView> rules) {

  /// @param allows whether the action is among the rule's
  /// @param applies whether the rule is for the user
  /// @param failing the first condition that does not hold; null when the rule is for the user
  record RuleView(String id, boolean allows, boolean applies, @Nullable ConditionForm failing) {}

  static PermissionView of(ImAddress group, Permission permission) {
    GroupRule decisive = permission.decisive();
    return new PermissionView(
        group.toString(),
        permission.user().toString(),
        permission.action().element(),
        permission.allowed(),
        decisive == null ? null : decisive.id(),
        permission.member(),
        permission.rules().stream().map(judgement -> rule(permission, judgement)).toList());
  }

  private static RuleView rule(Permission permission, Ruleset.Judgement judgement) {
    return new RuleView(
        judgement.rule().id(),
        judgement.rule().allows(permission.action()),
        judgement.applies(),
        judgement.failing() == null ? null : ConditionForm.of(judgement.failing()));
  }
}
