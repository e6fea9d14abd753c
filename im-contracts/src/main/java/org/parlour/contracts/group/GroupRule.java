package org.parlour.contracts.group;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One rule of a group's document (RFC 4745 §7). Rules only allow: what none of those that are for
/// a user allows is forbidden.
///
/// @param conditions all must hold; none: the rule is for everybody
/// @param actions what it allows, in a fixed order; those of a later release are left out
public record GroupRule(
    String id,
    List<RuleCondition> conditions,
    @JsonSetter(contentNulls = Nulls.SKIP) Set<GroupAction> actions)
    implements ConditionalRule<GroupAction> {
  private static final Set<GroupAction> PARTICIPATING =
      EnumSet.of(
          GroupAction.ALLOW_INITIATE_CONFERENCE,
          GroupAction.JOIN_HANDLING,
          GroupAction.ALLOW_CONFERENCE_STATE,
          GroupAction.ALLOW_INVITE_USERS_DYNAMICALLY);

  public GroupRule {
    conditions = List.copyOf(conditions);
    Set<GroupAction> ordered = EnumSet.noneOf(GroupAction.class);
    ordered.addAll(actions);
    actions = Collections.unmodifiableSet(ordered);
  }

  /// What a group without rules of its own says: members may take part.
  public static GroupRule forMembers() {
    return new GroupRule("members", List.of(new RuleCondition.IsListMember()), PARTICIPATING);
  }

  /// What a group that is open to all says: everybody may take part, and be anonymous.
  public static GroupRule forEverybody() {
    Set<GroupAction> actions = EnumSet.copyOf(PARTICIPATING);
    actions.add(GroupAction.ALLOW_ANONYMITY);
    return new GroupRule("everybody", List.of(), actions);
  }

  public boolean allows(GroupAction action) {
    return actions.contains(action);
  }

  /// The same rule allows this too.
  public GroupRule and(GroupAction action) {
    Set<GroupAction> more = EnumSet.of(action);
    more.addAll(actions);
    return new GroupRule(id, conditions, more);
  }
}
