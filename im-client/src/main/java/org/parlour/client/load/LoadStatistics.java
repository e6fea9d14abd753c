package org.parlour.client.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Counts and times. Thread-safe.
final class LoadStatistics {
  private static final long LONGEST_NANOS = 120_000_000_000L;

  private final Histogram setUp = new Histogram(LONGEST_NANOS, 3);

  /// Set-ups since the last progress.
  private final Histogram lately = new Histogram(LONGEST_NANOS, 3);

  private final Histogram delivery = new ConcurrentHistogram(LONGEST_NANOS, 3);
  private final Map<String, Long> failures = new TreeMap<>();
  private long succeeded;
  private long latestNanos;

  synchronized void setUp(long nanos) {
    setUp.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    lately.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }

  void delivered(long nanos) {
    delivery.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
  }

  synchronized void succeeded() {
    succeeded++;
  }

  synchronized void failed(String cause) {
    failures.merge(cause, 1L, Long::sum);
  }

  /// A session was started this long after it was due.
  synchronized void late(long nanos) {
    latestNanos = Math.max(latestNanos, nanos);
  }

  synchronized long finished() {
    return succeeded + failures.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized LoadReport report(LoadPlan plan, long started, long nanos, String usage) {
    return new LoadReport(
        plan,
        started,
        succeeded,
        Map.copyOf(failures),
        Percentiles.of(setUp),
        Percentiles.of(delivery),
        latestNanos,
        nanos,
        usage);
  }

  /// How it stands, and how long set-ups took since this was asked last.
  synchronized String progress() {
    long failed = failures.values().stream().mapToLong(Long::longValue).sum();
    Percentiles times = Percentiles.of(lately);
    lately.reset();
    return succeeded + " sessions done, " + failed + " failed, set-up lately " + times;
  }
}
