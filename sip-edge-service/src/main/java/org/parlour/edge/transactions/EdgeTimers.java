package org.parlour.edge.transactions;

import java.time.Duration;

/// @param t1 RFC 3261 §17.1.1.1
/// @param t2 the longest interval between two retransmissions
/// @param inviteDeadline from the 100 to our own 503
/// @param deadline likewise for other requests
public record EdgeTimers(Duration t1, Duration t2, Duration inviteDeadline, Duration deadline) {
  public static final EdgeTimers DEFAULTS =
      new EdgeTimers(
          Duration.ofMillis(500),
          Duration.ofSeconds(4),
          Duration.ofSeconds(195),
          Duration.ofSeconds(20));

  /// How long a 2xx is repeated: 64·T1 (RFC 3261 §13.3.1.4).
  public Duration ackDeadline() {
    return t1.multipliedBy(64);
  }
}
