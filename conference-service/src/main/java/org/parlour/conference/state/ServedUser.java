package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// A user whom we serve as Participating IM Function.
///
/// @param registration null when the core did not register the user
/// @param policy null when nothing is known of the user
/// @param watches the user's subscriptions to changes of its documents, by our tag
public record ServedUser(
    AggregateKey key,
    @Nullable Registration registration,
    @Nullable StoredPolicy policy,
    PartMap<DocumentWatch> watches,
    PartMap<Timer> timers)
    implements Aggregate {
  static ServedUser empty(AggregateKey key) {
    return new ServedUser(key, null, null, PartMap.empty(), PartMap.empty());
  }

  @Override
  public boolean isEmpty() {
    return registration == null && policy == null && watches.isEmpty();
  }

  ServedUser with(@Nullable Registration now) {
    return new ServedUser(key, now, policy, watches, timers);
  }

  ServedUser with(@Nullable StoredPolicy now) {
    return new ServedUser(key, registration, now, watches, timers);
  }

  ServedUser withWatches(PartMap<DocumentWatch> now) {
    return new ServedUser(key, registration, policy, now, timers);
  }

  ServedUser withTimers(PartMap<Timer> now) {
    return new ServedUser(key, registration, policy, watches, now);
  }
}
