package org.parlour.mswitch.session;

import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.parlour.msrp.message.MsrpRequest;

/// Holds what comes over another connection by a path that the leg does not have. A peer that moves
/// to a new path connects as soon as its answer is acknowledged (7.2.2.6-R200-1), which may be
/// before the focus has told the switch: so it waits until the leg is described anew, or until it
/// has waited too long. Runs on the session's loop.
final class Newcomers {
  private static final int MOST_REQUESTS = 20;
  private static final int MOST_OCTETS = 64 * 1024;

  private record Held(Leg leg, Connection connection, MsrpRequest request, long sinceNanos) {
    boolean isOf(Leg other, Connection on) {
      return leg == other && connection == on;
    }

    boolean isDecided() {
      return leg.isGone() || leg.rule(request.head()) != null;
    }
  }

  private final SwitchSession session;
  private final Time time;
  private final long patienceNanos;
  private List<Held> held = new ArrayList<>();
  private int octets;

  Newcomers(SwitchSession session) {
    this.session = session;
    this.time = session.shared().time();
    this.patienceNanos = session.shared().earlyPatience().toNanos();
  }

  /// Deals with a request that comes behind others that wait: it waits too, or is refused with
  /// them.
  ///
  /// @return false when none of the leg's waits on the connection
  boolean takesBehind(Leg leg, Connection connection, MsrpRequest request) {
    if (held.isEmpty() || held.stream().noneMatch(other -> other.isOf(leg, connection))) {
      return false;
    }
    if (!holds(leg, connection, request)) {
      refuse(other -> other.isOf(leg, connection));
      session.refuseForeign(connection, leg, request);
    }
    return true;
  }

  /// Takes over a request whose path is not the leg's, if the leg has another connection to move
  /// from, and not too much waits.
  boolean holds(Leg leg, Connection connection, MsrpRequest request) {
    int size = request.body().readableBytes();
    Connection current = leg.connection();
    if (current == null
        || current == connection
        || held.size() >= MOST_REQUESTS
        || octets + size > MOST_OCTETS) {
      return false;
    }
    octets += size;
    request.retain();
    held.add(new Held(leg, connection, request, time.nanos()));
    return true;
  }

  /// Legs may have changed: goes on with those that have the path now.
  void look() {
    if (!held.isEmpty()) {
      release(Held::isDecided, session::receive);
    }
  }

  void tick(long nowNanos) {
    if (!held.isEmpty()) {
      refuse(waiting -> nowNanos - waiting.sinceNanos() > patienceNanos);
    }
  }

  private void refuse(Predicate<Held> which) {
    release(which, session::refuseForeign);
  }

  private interface Verdict {
    void on(Connection connection, Leg leg, MsrpRequest request);
  }

  private void release(Predicate<Held> which, Verdict verdict) {
    List<Held> before = held;
    held = new ArrayList<>();
    octets = 0;
    for (Held waiting : before) {
      if (which.test(waiting)) {
        verdict.on(waiting.connection(), waiting.leg(), waiting.request());
        waiting.request().release();
      } else {
        octets += waiting.request().body().readableBytes();
        held.add(waiting);
      }
    }
  }

  void close() {
    held.forEach(never -> ReferenceCountUtil.release(never.request()));
    held.clear();
    octets = 0;
  }
}
