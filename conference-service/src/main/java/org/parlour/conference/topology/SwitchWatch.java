package org.parlour.conference.topology;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.instance.InstanceTable;
import org.parlour.contracts.instance.InstanceTable.Fate;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.routing.AggregateKey;

/// What this instance knows of the switches, and how fast it moves sessions from those that go.
/// Thread-safe; shared by all tasks.
public final class SwitchWatch {
  private final InstanceTable instances = new InstanceTable();
  private final long intervalNanos;
  private final AtomicLong nextNanos;

  /// @param aSecond most sessions that are moved in a second
  public SwitchWatch(int aSecond) {
    if (aSecond < 1) {
      throw new IllegalArgumentException("moves a second: " + aSecond + " (expected: 1 or more)");
    }
    this.intervalNanos = Duration.ofSeconds(1).toNanos() / aSecond;
    this.nextNanos = new AtomicLong(System.nanoTime());
  }

  /// For one thread.
  public void heard(InstanceHeartbeat heartbeat) {
    instances.apply(heartbeat);
  }

  /// Grows whenever the fate of a switch changes.
  long version() {
    return instances.version();
  }

  Fate fate(SwitchIndex.Group group) {
    return instances.fate(group.ordinal(), group.incarnation());
  }

  List<SwitchCandidate> candidates(AggregateKey key) {
    return instances.switchesFor(key);
  }

  /// Takes one of the moves that may be made now.
  ///
  /// @return false when there is none left at the moment
  boolean mayMove() {
    long now = System.nanoTime();
    long burst = Duration.ofMillis(200).toNanos();
    long next = nextNanos.get();
    long from = Math.max(next, now - burst);
    return from <= now && nextNanos.compareAndSet(next, from + intervalNanos);
  }
}
