package org.parlour.xdm.user;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.RuleCondition;
import org.parlour.contracts.user.AccessAction;
import org.parlour.contracts.user.AccessRule;
import org.parlour.protocol.address.ImAddress;

/// The rules of a user as fields.
///
/// @param others what they allow to whom no rule names
/// @param blocked who may do nothing; canonical, without repetition
public record Access(Set<AccessAction> others, List<ImAddress> blocked) {
  public Access {
    others = Set.copyOf(others);
    blocked = blocked.stream().map(ImAddress::canonical).distinct().toList();
  }

  /// @param rules null without a document, and then everybody may do everything
  static Access of(@Nullable List<AccessRule> rules) {
    Set<AccessAction> others = EnumSet.noneOf(AccessAction.class);
    List<ImAddress> blocked = new ArrayList<>();
    if (rules == null || rules.isEmpty()) {
      others = EnumSet.allOf(AccessAction.class);
    } else {
      for (AccessRule rule : rules) {
        if (isForOthers(rule)) {
          others.addAll(rule.actions());
        } else if (isBlock(rule)) {
          blocked.addAll(((RuleCondition.Identity) rule.conditions().getFirst()).one());
        }
      }
    }
    return new Access(others, blocked);
  }

  /// Whether the fields say all of it.
  static boolean isField(AccessRule rule) {
    return isForOthers(rule) || isBlock(rule);
  }

  private static boolean isForOthers(AccessRule rule) {
    return rule.conditions().stream().allMatch(RuleCondition.OtherIdentity.class::isInstance);
  }

  private static boolean isBlock(AccessRule rule) {
    return rule.actions().isEmpty()
        && rule.conditions().size() == 1
        && rule.conditions().getFirst() instanceof RuleCondition.Identity identity
        && identity.many().isEmpty();
  }
}
