package org.parlour.labcore.criteria;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.labcore.criteria.ServicePointTrigger.Subject;

/// One initial filter criterion.
///
/// @param priority lower is earlier
/// @param conjunctive ConditionTypeCNF 1: every group must have an SPT that holds; otherwise some
///     group must have all of its SPTs hold
/// @param triggers empty: always matches
/// @param serverName URI of the application server
/// @param terminatesWithoutAnswer DefaultHandling 1: a server that cannot be reached fails the
///     request
/// @param registeredOnly ProfilePartIndicator: true registered, false unregistered, null both
public record FilterCriterion(
    int priority,
    boolean conjunctive,
    List<ServicePointTrigger> triggers,
    String serverName,
    boolean terminatesWithoutAnswer,
    @Nullable Boolean registeredOnly) {
  public FilterCriterion {
    triggers = List.copyOf(triggers);
  }

  boolean matches(Subject subject) {
    if (registeredOnly != null && registeredOnly != subject.sessionCase().registered()) {
      return false;
    }
    if (triggers.isEmpty()) {
      return true;
    }
    Map<Integer, Boolean> groups = new HashMap<>();
    for (ServicePointTrigger trigger : triggers) {
      boolean holds = trigger.holds(subject);
      for (Integer group : trigger.groups()) {
        groups.merge(group, holds, (a, b) -> conjunctive ? a || b : a && b);
      }
    }
    return conjunctive
        ? groups.values().stream().allMatch(held -> held)
        : groups.values().stream().anyMatch(held -> held);
  }
}
