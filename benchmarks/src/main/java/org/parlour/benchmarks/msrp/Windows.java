package org.parlour.benchmarks.msrp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// What all windows together let through.
final class Windows {
  private static final double SETTLING_SECONDS = 0.5;
  private static final double PATIENCE_SECONDS = 10;

  private Windows() {}

  /// @param server processor seconds that it used so far
  /// @throws IllegalStateException when something was lost
  static Sample measure(Load load, List<Window> windows, DoubleSupplier server, double seconds) {
    load.run(() -> windows.forEach(Window::fill));
    Waiting.pass(SETTLING_SECONDS);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    Busy busy = new Busy(server);
    long before = load.call(() -> delivered(windows));
    Waiting.pass(seconds);
    long after = load.call(() -> delivered(windows));
    figures.put(Figure.RATE, (after - before) / busy.elapsed());
    busy.into(figures);
    load.run(() -> windows.forEach(Window::end));
    Waiting.until(
        () -> load.call(() -> windows.stream().allMatch(Window::isSettled)),
        PATIENCE_SECONDS,
        windows);
    return new Sample(figures);
  }

  private static long delivered(List<Window> windows) {
    return windows.stream().mapToLong(Window::delivered).sum();
  }
}
