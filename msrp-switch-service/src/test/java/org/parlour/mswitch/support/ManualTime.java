package org.parlour.mswitch.support;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.parlour.mswitch.session.Time;

/// Clocks that only move by hand.
public final class ManualTime {
  public static final Instant START = Instant.parse("2026-11-22T08:15:30.120Z");

  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

  public Time time() {
    return new Time(() -> START.plusNanos(nanos.get() - 1_000_000_000L), nanos::get);
  }

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }
}
