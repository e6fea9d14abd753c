package org.parlour.benchmarks.msrp;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Has sessions in turn send a message, at a fixed rate in all. On the load's loop.
final class SoakPace {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final EventLoop loop;
  private final List<SoakRoom> rooms;
  private final double perNano;
  private final long sinceNanos = System.nanoTime();
  private long turns;
  private long heldUp;
  private boolean ends;

  SoakPace(EventLoop loop, List<SoakRoom> rooms, double perSecond) {
    this.loop = loop;
    this.rooms = rooms;
    this.perNano = perSecond / 1e9;
  }

  void step() {
    long due = (long) ((System.nanoTime() - sinceNanos) * perNano);
    for (; turns < due && !ends; turns++) {
      if (!rooms.get((int) (turns % rooms.size())).send()) {
        heldUp++;
      }
    }
    if (!ends) {
      var _ = loop.schedule(this::step, STEP_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  void end() {
    ends = true;
  }

  /// Turns at which the switch did not take more from the sender.
  long heldUp() {
    return heldUp;
  }
}
