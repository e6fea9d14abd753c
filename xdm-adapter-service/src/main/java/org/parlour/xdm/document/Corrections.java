package org.parlour.xdm.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Undoes publications of unknown fate, on a thread of its own: publishes the group as it is
/// stored, under a higher version. It tries until Kafka takes it.
final class Corrections implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

  private final GroupStore store;
  private final DocumentPublisher publisher;
  private final GroupMetrics metrics;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration interval;

  private @Nullable ScheduledExecutorService scheduler;

  Corrections(
      GroupStore store,
      DocumentPublisher publisher,
      GroupMetrics metrics,
      InstantSource clock,
      Duration patience,
      Duration interval) {
    this.store = store;
    this.publisher = publisher;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
    this.interval = interval;
  }

  /// Undoes whatever is due. What cannot be undone now stays for the next round.
  void round() {
    try {
      while (store.correctOne(this::publish)) {
        metrics.corrected();
      }
      metrics.unsettled(store.unsettled());
    } catch (RuntimeException e) {
      LOG.warn("publications could not be corrected, again in {}: {}", interval, e.getMessage());
    }
  }

  private void publish(ImAddress uri, long version, @Nullable Definition stored) {
    LOG.info("group {}: what was published is corrected by version {}", uri, version);
    publisher
        .publish(new GroupDocument(clock.instant(), uri, version, stored))
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("group-corrections").factory());
    long millis = interval.toMillis();
    var _ = started.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
    scheduler = started;
  }

  @Override
  public synchronized void stop() {
    if (scheduler != null) {
      scheduler.close();
      scheduler = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }
}
