package org.parlour.edge.sipstack;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/// Writes at most one line a second and says how many were left out: a peer must not fill our disk.
/// Thread-safe.
final class RateLimitedLog {
  private static final long INTERVAL_NANOS = 1_000_000_000L;

  private final Logger log;
  private final AtomicLong next = new AtomicLong(System.nanoTime());
  private final AtomicLong leftOut = new AtomicLong();

  RateLimitedLog(Logger log) {
    this.log = log;
  }

  void error(String text, Throwable cause) {
    if (turn()) {
      log.error("{} ({} lines left out)", text, leftOut.getAndSet(0), cause);
    }
  }

  void error(String text) {
    if (turn()) {
      log.error("{} ({} lines left out)", text, leftOut.getAndSet(0));
    }
  }

  private boolean turn() {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS)) {
      return true;
    }
    leftOut.incrementAndGet();
    return false;
  }
}
