package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// Our subscription to a document that an upstream XDMS keeps.
///
/// @param subscriber null while nobody wants to know of the document
public record UpstreamSubscription(
    AggregateKey key, @Nullable Subscriber subscriber, PartMap<Timer> timers) implements Aggregate {
  static UpstreamSubscription empty(AggregateKey key) {
    return new UpstreamSubscription(key, null, PartMap.empty());
  }

  @Override
  public boolean isEmpty() {
    return subscriber == null;
  }

  UpstreamSubscription with(@Nullable Subscriber now) {
    return new UpstreamSubscription(key, now, timers);
  }

  UpstreamSubscription withTimers(PartMap<Timer> now) {
    return new UpstreamSubscription(key, subscriber, now);
  }
}
