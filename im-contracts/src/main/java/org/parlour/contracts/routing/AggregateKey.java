package org.parlour.contracts.routing;

/// The key of one aggregate, and of every Kafka record that concerns it: a URI in canonical form,
/// or `pager:<token>` for a fan-out that no URI names.
public record AggregateKey(String value) {
  public AggregateKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("aggregateKey: empty (expected: text)");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
