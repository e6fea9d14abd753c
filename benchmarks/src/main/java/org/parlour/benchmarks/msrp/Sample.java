package org.parlour.benchmarks.msrp;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The figures of one run, or the medians of several.
record Sample(Map<Figure, Double> figures) {
  Sample {
    figures = Map.copyOf(figures);
  }

  double get(Figure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  boolean has(Figure figure) {
    return figures.containsKey(figure);
  }

  /// Of each figure by itself.
  static Sample median(List<Sample> runs) {
    Map<Figure, Double> medians = new EnumMap<>(Figure.class);
    for (Figure figure : runs.getFirst().figures().keySet()) {
      double[] sorted = runs.stream().mapToDouble(run -> run.get(figure)).sorted().toArray();
      int middle = sorted.length / 2;
      medians.put(
          figure,
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
    return new Sample(medians);
  }

  /// The smallest and the largest of a figure.
  static double[] spread(List<Sample> runs, Figure figure) {
    double[] values = runs.stream().mapToDouble(run -> run.get(figure)).toArray();
    return new double[] {
      Arrays.stream(values).min().orElse(Double.NaN), Arrays.stream(values).max().orElse(Double.NaN)
    };
  }
}
