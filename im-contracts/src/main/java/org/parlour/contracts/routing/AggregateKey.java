package org.parlour.contracts.routing;

import org.parlour.protocol.address.ImAddress;

/// The key of one aggregate, and of every Kafka record that concerns it: a URI in canonical form,
/// `pager:<token>` for a fan-out that no URI names, or `upstream:` and a URI for our subscription
/// to that one's document.
public record AggregateKey(String value) {
  private static final String UPSTREAM = "upstream:";

  public AggregateKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("aggregateKey: empty (expected: text)");
    }
  }

  /// Of our subscription to a document that an upstream XDMS keeps.
  ///
  /// @param subject whose document it is: G or a user
  public static AggregateKey ofUpstream(ImAddress subject) {
    return new AggregateKey(UPSTREAM + subject.canonical());
  }

  /// Whether it is one of [#ofUpstream].
  public boolean isUpstream() {
    return value.startsWith(UPSTREAM);
  }

  /// Whose document a subscription under this key is about.
  ///
  /// @throws IllegalArgumentException when it is none of [#ofUpstream]
  public ImAddress upstreamSubject() {
    if (!isUpstream()) {
      throw new IllegalArgumentException(
          "aggregateKey: " + value + " (expected: " + UPSTREAM + ")");
    }
    return ImAddress.parse(value.substring(UPSTREAM.length()));
  }

  @Override
  public String toString() {
    return value;
  }
}
