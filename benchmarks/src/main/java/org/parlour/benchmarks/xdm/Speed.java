package org.parlour.benchmarks.xdm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What a run showed.
///
/// @param rate answers a second
/// @param p50 milliseconds to an answer
/// @param p99 likewise
record Speed(double rate, double p50, double p99) {
  private static final double NANOS_PER_MILLI = 1e6;

  /// @param took nanoseconds; sorted afterwards
  static Speed of(long[] took, double seconds) {
    Arrays.sort(took);
    return new Speed(took.length / seconds, at(took, 0.5), at(took, 0.99));
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.ceil(sorted.length * share) - 1;
    return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, index)] / NANOS_PER_MILLI;
  }

  /// Of each figure by itself.
  static Speed median(List<Speed> runs) {
    return new Speed(median(runs, Speed::rate), median(runs, Speed::p50), median(runs, Speed::p99));
  }

  private static double median(List<Speed> runs, ToDoubleFunction<Speed> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,.0f/s, %.1f, %.1f ms", rate, p50, p99);
  }
}
