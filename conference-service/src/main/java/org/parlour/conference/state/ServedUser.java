package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// A user whom we serve as Participating IM Function.
///
/// @param registration null when the core did not register the user
/// @param policy null when nothing is known of the user
public record ServedUser(
    AggregateKey key,
    @Nullable Registration registration,
    @Nullable StoredPolicy policy,
    PartMap<Timer> timers)
    implements Aggregate {
  static ServedUser empty(AggregateKey key) {
    return new ServedUser(key, null, null, PartMap.empty());
  }

  @Override
  public boolean isEmpty() {
    return registration == null && policy == null;
  }
}
