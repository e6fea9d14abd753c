package org.parlour.mswitch.session;

import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.parlour.mswitch.session.SwitchSession.Received;

/// Holds what legs say while nothing may be answered: the switch is fenced, or reads back what an
/// earlier switch distributed. Meanwhile their connections are not read from; one that other
/// sessions share is, until so much of it is held that the connection stops by itself. Runs on the
/// session's loop.
final class Gate {
  private record Held(Connection connection, List<Received> batch, int octets, boolean suspended) {}

  private final SwitchSession session;
  private final Fence fence;
  private final Deque<Held> held = new ArrayDeque<>();
  private int reasons;

  Gate(SwitchSession session, Fence fence) {
    this.session = session;
    this.fence = fence;
  }

  /// Until [#open] is said as often.
  void shut() {
    reasons++;
  }

  void open() {
    reasons--;
    release();
  }

  boolean isShut() {
    return reasons > 0 || fence.isShut();
  }

  /// Takes over the batch when the gate is shut, or others wait already.
  ///
  /// @return whether it did
  boolean holds(Connection connection, List<Received> batch, int octets) {
    if (held.isEmpty() && !isShut()) {
      return false;
    }
    boolean suspended = !connection.isSharedBy(session);
    if (suspended) {
      connection.suspend();
    }
    held.add(new Held(connection, batch, octets, suspended));
    return true;
  }

  /// Goes on with what was held, when the gate is open.
  void release() {
    while (!held.isEmpty() && !isShut()) {
      Held next = held.remove();
      session.take(next.connection(), next.batch(), next.octets());
      resume(next);
    }
  }

  private static void resume(Held done) {
    if (done.suspended()) {
      done.connection().resume();
    }
  }

  void close() {
    for (Held never : held) {
      never.batch().forEach(received -> ReferenceCountUtil.release(received.request()));
      never.connection().dealtWith(never.octets());
      resume(never);
    }
    held.clear();
  }
}
