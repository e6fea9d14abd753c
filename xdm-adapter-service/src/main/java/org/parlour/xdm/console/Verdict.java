package org.parlour.xdm.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.group.Ruleset;
import org.parlour.xdm.document.Permission;

/// Whether a user may do something, and why, in words.
///
/// @param may what it is
/// @param decisive the rule that allows it; null when none does
record Verdict(
    String user, String may, boolean member, @Nullable RuleWords decisive, List<Judged> rules) {

  /// @param allows whether the rule allows it
  /// @param only whom the rule is for, of whom the user is none; null when the rule is for the user
  record Judged(RuleWords rule, boolean allows, @Nullable String only) {}

  static Verdict of(Permission permission) {
    GroupRule decisive = permission.decisive();
    return new Verdict(
        permission.user().toString(),
        RuleWords.may(permission.action()),
        permission.member(),
        decisive == null ? null : RuleWords.of(decisive),
        permission.rules().stream().map(judgement -> judged(permission, judgement)).toList());
  }

  private static Judged judged(Permission permission, Ruleset.Judgement judgement) {
    return new Judged(
        RuleWords.of(judgement.rule()),
        judgement.rule().allows(permission.action()),
        judgement.failing() == null ? null : RuleWords.who(judgement.failing()));
  }
}
