package org.parlour.benchmarks.msrp;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// How busy server and load are, from its making on.
final class Busy {
  private final DoubleSupplier server;
  private final long sinceNanos = System.nanoTime();
  private final double serverBefore;
  private final double loadBefore;

  /// @param server processor seconds that it used so far
  Busy(DoubleSupplier server) {
    this.server = server;
    this.serverBefore = server.getAsDouble();
    this.loadBefore = ownSeconds();
  }

  private static double ownSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  /// Seconds since it was made.
  double elapsed() {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  Sample sample() {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    into(figures);
    return new Sample(figures);
  }

  void into(Map<Figure, Double> figures) {
    double elapsed = elapsed();
    figures.put(Figure.SERVER_BUSY, (server.getAsDouble() - serverBefore) / elapsed);
    figures.put(Figure.LOAD_BUSY, (ownSeconds() - loadBefore) / elapsed);
  }
}
