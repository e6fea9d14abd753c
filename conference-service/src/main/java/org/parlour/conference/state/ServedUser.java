package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// A user whom we serve as Participating IM Function.
///
/// @param registration null when the core did not register the user
public record ServedUser(
    AggregateKey key, @Nullable Registration registration, PartMap<Timer> timers)
    implements Aggregate {
  static ServedUser empty(AggregateKey key) {
    return new ServedUser(key, null, PartMap.empty());
  }

  @Override
  public boolean isEmpty() {
    return registration == null;
  }
}
