package org.parlour.mswitch.session;

import java.time.Duration;

/// Whether this switch may act for its sessions. Only while the others know that it lives: a
/// heartbeat that they can have read is not older than 2 s (architecture §6). Any thread.
public final class Fence {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Time time;
  private volatile long provenNanos;
  private volatile boolean watched;

  Fence(Time time) {
    this.time = time;
  }

  /// @param age of the heartbeat; until the first one nothing is fenced
  public void proven(Duration age) {
    provenNanos = time.nanos() - age.toNanos();
    watched = true;
  }

  public boolean isShut() {
    return watched && time.nanos() - provenNanos > PATIENCE_NANOS;
  }
}
