package org.parlour.benchmarks.msrp;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting on the main thread.
final class Waiting {
  private static final double STEP_SECONDS = 0.01;

  private Waiting() {}

  /// Lets a measured stretch of time pass.
  static void pass(double seconds) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /// Waits until `done`.
  ///
  /// @throws IllegalStateException when that takes longer than `seconds`, with what `state` says
  static void until(BooleanSupplier done, double seconds, Object state) {
    long until = System.nanoTime() + (long) (seconds * 1e9);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("lost: " + state);
      }
      pass(STEP_SECONDS);
    }
  }
}
