package org.parlour.conference.state;

import org.parlour.contracts.routing.AggregateKey;

/// A pager message to a list that no URI names: F or an exploder was asked to send it.
public record PagerFanout(AggregateKey key, Fanouts fanouts, PartMap<Timer> timers)
    implements Aggregate {
  static PagerFanout empty(AggregateKey key) {
    return new PagerFanout(key, Fanouts.NONE, PartMap.empty());
  }

  @Override
  public boolean isEmpty() {
    return fanouts.isEmpty();
  }
}
