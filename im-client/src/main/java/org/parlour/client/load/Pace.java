package org.parlour.client.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Keeps the generator's schedule: what is due depends on the clock alone.
final class Pace {
  private static final long LOOK_NANOS = 5_000_000;

  private Pace() {}

  /// Blocks until `System.nanoTime()` is `nanos`.
  static void until(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /// Blocks until `done`, or until `System.nanoTime()` is `nanos`.
  static void until(BooleanSupplier done, long nanos) throws InterruptedException {
    while (!done.getAsBoolean() && System.nanoTime() < nanos) {
      until(System.nanoTime() + LOOK_NANOS);
    }
  }
}
