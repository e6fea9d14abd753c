package org.parlour.client.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/// The figures of a distribution of times, in milliseconds.
///
/// @param count how many values there are; the others are 0 when there are none
public record Percentiles(long count, double p50, double p99, double p999, double max) {
  static Percentiles of(Histogram nanos) {
    return new Percentiles(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getValueAtPercentile(99.9) / 1e6,
        nanos.getMaxValue() / 1e6);
  }

  @Override
  public String toString() {
    return count == 0
        ? "-"
        : String.format(
            Locale.ROOT, "p50 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms", p50, p99, p999, max);
  }
}
