package org.parlour.edge.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the messages that were read but not yet dealt with. When it is full, datagrams are
/// dropped and connections stop being read until half of it is free again. Thread-safe, without
/// locks.
public final class Intake {
  private final int capacity;
  private final AtomicInteger held = new AtomicInteger();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  public Intake(int capacity) {
    this.capacity = capacity;
  }

  /// For a message that can be dropped; false when there is no room.
  public boolean tryEnter() {
    if (held.incrementAndGet() > capacity) {
      held.decrementAndGet();
      return false;
    }
    return true;
  }

  /// For a message that was already read from a connection.
  ///
  /// @return false when the reader should pause: see [#whenRoom]
  public boolean enter() {
    return held.incrementAndGet() < capacity;
  }

  /// Runs `resume` once there is room, at once when there is room now.
  public void whenRoom(Runnable resume) {
    waiting.add(resume);
    wake();
  }

  /// One message has been dealt with.
  public void leave() {
    held.decrementAndGet();
    wake();
  }

  private void wake() {
    while (held.get() <= capacity / 2) {
      Runnable next = waiting.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  public int held() {
    return held.get();
  }
}
