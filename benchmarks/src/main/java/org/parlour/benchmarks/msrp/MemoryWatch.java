package org.parlour.benchmarks.msrp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Whether a server's memory stays as it is, once it is warm.
final class MemoryWatch {
  private static final double MEGABYTE = 1024 * 1024;

  /// By how much it may grow while it is watched and still be called flat, in megabytes: what lives
  /// in the heap, and the whole process, which compiles and loads for long.
  private static final double HEAP_FLAT = 8;

  private static final double RESIDENT_FLAT = 32;

  /// The first part of a run in which memory may grow.
  private static final int WARM_UP = 3;

  private record Point(double seconds, ServerProcess.Memory memory) {}

  private final List<Point> points = new ArrayList<>();

  void add(double seconds, ServerProcess.Memory memory) {
    points.add(new Point(seconds, memory));
  }

  void into(Map<String, String> figures, List<String> violations) {
    List<Point> warm = points.subList(points.size() / WARM_UP, points.size());
    row(
        "heap after a collection",
        warm,
        ServerProcess.Memory::heap,
        HEAP_FLAT,
        figures,
        violations);
    row("the process", warm, ServerProcess.Memory::resident, RESIDENT_FLAT, figures, violations);
    row(
        "buffers",
        warm,
        ServerProcess.Memory::direct,
        Double.POSITIVE_INFINITY, // a part of the process
        figures,
        violations);
  }

  private static void row(
      String what,
      List<Point> points,
      ToLongFunction<ServerProcess.Memory> of,
      double flat,
      Map<String, String> figures,
      List<String> violations) {
    double[] seconds = points.stream().mapToDouble(Point::seconds).toArray();
    double[] megabytes =
        points.stream().mapToDouble(point -> of.applyAsLong(point.memory()) / MEGABYTE).toArray();
    if (seconds.length < 2) {
      return;
    }
    double slope = slope(seconds, megabytes);
    double grown = slope * (seconds[seconds.length - 1] - seconds[0]);
    String text =
        String.format(
            Locale.ROOT,
            "%.1f to %.1f MB, slope %+.2f MB/min",
            Arrays.stream(megabytes).min().orElse(0),
            Arrays.stream(megabytes).max().orElse(0),
            slope * 60);
    figures.put("memory: " + what, text);
    if (grown > flat) {
      violations.add(String.format(Locale.ROOT, "%s grew by %.1f MB: %s", what, grown, text));
    }
  }

  /// The median of the slopes between each two points, which single high points do not move.
  static double slope(double[] x, double[] y) {
    double[] slopes = new double[x.length * (x.length - 1) / 2];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = i + 1; j < x.length; j++) {
        slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
      }
    }
    Arrays.sort(slopes);
    return (slopes[(count - 1) / 2] + slopes[count / 2]) / 2;
  }
}
