package org.parlour.xdm.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.Suspicion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells operators of requests that look like attacks. `im.xdm.xcap.suspicious{kind}` counts all of
/// them; the log has one line a second at most, so that nobody can fill it. Thread-safe.
final class Suspicions {
  private static final Logger LOG = LoggerFactory.getLogger(Suspicions.class);
  private static final long BETWEEN_LINES = Duration.ofSeconds(1).toMillis();
  private static final String SUSPICIOUS = "im.xdm.xcap.suspicious";
  private static final String KIND = "kind";

  private final MeterRegistry metrics;
  private final InstantSource clock;
  private final AtomicLong nextLine = new AtomicLong(Long.MIN_VALUE);

  Suspicions(MeterRegistry metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /// @param peer its address
  /// @param user null when nobody vouches for one
  void tell(Suspicion suspicion, String peer, @Nullable ImAddress user) {
    metrics.counter(SUSPICIOUS, KIND, suspicion.code()).increment();
    long now = clock.millis();
    long next = nextLine.get();
    if (now >= next && nextLine.compareAndSet(next, now + BETWEEN_LINES)) {
      LOG.warn(
          "XCAP request refused, {}: from {}, user {}",
          suspicion.code(),
          peer,
          user == null ? "nobody" : user);
    }
  }
}
