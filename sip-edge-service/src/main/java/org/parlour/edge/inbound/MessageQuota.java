package org.parlour.edge.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.syntax.HeaderField;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// How many pager messages one originator may send through this edge, by the generic cell rate
/// algorithm: a steady rate, and a burst of what a minute allows. Each message may become a hundred
/// (RFC 5365 §8). Thread-safe.
final class MessageQuota {
  private static final int SWEEP_ABOVE = 20_000;
  private static final long BURST_MILLIS = Duration.ofMinutes(1).toMillis();

  private final long intervalMillis;
  private final Clock clock;

  /// Originator → when its next message would be due at the steady rate, in milliseconds.
  private final ConcurrentMap<ImAddress, Long> due = new ConcurrentHashMap<>();

  private final HeaderField tooMany;
  private final HeaderField retryAfter = new HeaderField("Retry-After", "10");

  /// @param perMinute 0 for no limit
  /// @param agent stands in Warnings
  MessageQuota(int perMinute, String agent, Clock clock) {
    this.tooMany = new HeaderField("Warning", "399 " + agent + " \"too many messages\"");
    this.intervalMillis = perMinute == 0 ? 0 : Math.max(1, BURST_MILLIS / perMinute);
    this.clock = clock;
  }

  /// Lets one more pass, or not. Who has no identity is refused elsewhere.
  void admit(@Nullable NameAddress originator) throws RequestRefused {
    if (intervalMillis > 0 && originator != null && !admits(originator.address().canonical())) {
      throw new RequestRefused(480, Refusal.QUOTA, "Temporarily Unavailable", tooMany, retryAfter);
    }
  }

  private boolean admits(ImAddress originator) {
    long now = clock.millis();
    if (due.size() > SWEEP_ABOVE) {
      due.values().removeIf(at -> at <= now);
    }
    boolean[] admitted = {false};
    due.compute(
        originator,
        (user, known) -> {
          long at = known == null ? now : Math.max(known, now);
          admitted[0] = at + intervalMillis - now <= BURST_MILLIS;
          return admitted[0] ? at + intervalMillis : at;
        });
    return admitted[0];
  }
}
