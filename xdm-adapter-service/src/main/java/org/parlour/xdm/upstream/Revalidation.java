package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.parlour.xdm.schedule.Rounds;
import org.parlour.xdm.upstream.Validations.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for documents once more whose time has come, so that sessions learn what was changed
/// upstream. Instances share the documents that are due.
final class Revalidation extends Rounds {
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
    super("upstream-revalidation", Duration.ZERO, INTERVAL);
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
  @Override
  protected void round() {
    try {
      Instant now = clock.instant();
      if (gate.shut().isZero()) {
        ask(validations.claim(batch, now, now.plus(lease)));
      }
      if (!now.isBefore(counted.plus(BETWEEN_COUNTS))) {
        metrics.counted(validations.census(now));
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
}
