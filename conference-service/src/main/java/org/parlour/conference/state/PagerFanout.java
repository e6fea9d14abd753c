package org.parlour.conference.state;

import org.parlour.contracts.routing.AggregateKey;

/// A pager message to a list that no URI names. It remembers nothing: such messages are refused.
public record PagerFanout(AggregateKey key) implements Aggregate {
  @Override
  public PartMap<Timer> timers() {
    return PartMap.empty();
  }

  @Override
  public boolean isEmpty() {
    return true;
  }
}
