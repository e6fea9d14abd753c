package org.parlour.xdm.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts now and then what is stored, on a thread of its own: who looks at metrics or health does
/// not wait for the database.
///
/// `im.xdm.documents{kind}` is to be held against `im.conference.documents{kind}`.
final class StoredCensus implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoredCensus.class);

  private final Outbox outbox;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("stored-census").daemon().factory());
  private volatile Map<String, Integer> latest = Map.of();

  private StoredCensus(Outbox outbox) {
    this.outbox = outbox;
  }

  /// @param interval between two counts, the first of which is at once
  static StoredCensus start(Outbox outbox, Duration interval, MeterRegistry registry) {
    StoredCensus census = new StoredCensus(outbox);
    for (String kind : outbox.kinds()) {
      registry.gauge(
          "im.xdm.documents", Tags.of("kind", kind), census, c -> c.latest.getOrDefault(kind, 0));
    }
    var _ =
        census.clock.scheduleWithFixedDelay(
            census::count, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    return census;
  }

  /// When it last counted, by kind; empty before the first time.
  Map<String, Integer> latest() {
    return latest;
  }

  /// Without the database the former count stays.
  private void count() {
    try {
      latest = outbox.stored();
    } catch (RuntimeException e) {
      LOG.warn("documents cannot be counted: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
