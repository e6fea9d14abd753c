package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.upstream.Validations.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Asks for documents once more whose time has come, so that sessions learn what was changed
/// upstream. Instances share the documents that are due.
final class Revalidation implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Revalidation.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(15);

  private final UpstreamDocuments groups;
  private final UpstreamDocuments rules;
  private final Validations validations;
  private final Gate gate;
  private final UpstreamMetrics metrics;
  private final InstantSource clock;
  private final int batch;
  private final Duration lease;

  private Instant counted = Instant.MIN;
  private @Nullable ScheduledExecutorService scheduler;

  /// @param batch at most in one round
  /// @param lease other instances leave them alone for so long
  Revalidation(
      UpstreamDocuments groups,
      UpstreamDocuments rules,
      Validations validations,
      Gate gate,
      UpstreamMetrics metrics,
      InstantSource clock,
      int batch,
      Duration lease) {
    this.groups = groups;
    this.rules = rules;
    this.validations = validations;
    this.gate = gate;
    this.metrics = metrics;
    this.clock = clock;
    this.batch = batch;
    this.lease = lease;
  }

  /// Asks for those that are due, and returns when all are answered.
  void round() {
    try {
      Instant now = clock.instant();
      if (gate.shut().isZero()) {
        ask(validations.claim(batch, now, now.plus(lease)));
      }
      if (!now.isBefore(counted.plus(BETWEEN_COUNTS))) {
        metrics.counted(validations.census());
        counted = now;
      }
    } catch (RuntimeException e) {
      LOG.warn("upstream: no documents asked for, again in {}: {}", INTERVAL, e.getMessage());
    }
  }

  private void ask(List<Due> due) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      due.forEach(one -> threads.execute(() -> ask(one)));
    }
  }

  private void ask(Due due) {
    try {
      Standing standing =
          switch (due.kind()) {
            case GROUP -> groups.revalidated(due.uri());
            case RULES -> rules.revalidated(due.uri());
          };
      LOG.debug("{} {}: {}", due.kind().tag(), due.uri(), standing.tag());
    } catch (RuntimeException e) {
      LOG.warn("{} {}: not confirmed: {}", due.kind().tag(), due.uri(), e.getMessage());
    }
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("upstream-revalidation").factory());
    long millis = INTERVAL.toMillis();
    var _ = started.scheduleWithFixedDelay(this::round, 0, millis, TimeUnit.MILLISECONDS);
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
