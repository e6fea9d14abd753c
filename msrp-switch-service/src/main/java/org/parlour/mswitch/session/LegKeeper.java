package org.parlour.mswitch.session;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.msrp.message.RequestHead;
import org.parlour.mswitch.switching.PathRule;
import org.parlour.mswitch.switching.Refusal;
import org.parlour.protocol.sdp.Fingerprint;
import org.parlour.support.observe.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of a session's legs: expected → bound to a connection → bound again after a loss →
/// gone. Every way out is told to the focus once. Runs on the session's loop.
///
/// A leg that was lost stays, deaf, until the focus removes it: so that a late peer is answered 481
/// for as long as the conference thinks about it, and a rebinding one finds it.
final class LegKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LegKeeper.class);
  private static final int POURED_BYTES = 128 * 1024;

  private final SwitchSession session;
  private final Shared shared;
  private final Caller caller;

  LegKeeper(SwitchSession session) {
    this.session = session;
    this.shared = session.shared();
    this.caller = new Caller(session, this);
  }

  Caller caller() {
    return caller;
  }

  /// Adds a leg or a reader, or changes the one of this name.
  void put(MediaLeg description, Origin origin) {
    if (!description.hasMsrp()) {
      remove(description.leg());
      session.readers().put(description);
      return;
    }
    session.readers().remove(description.leg());
    Leg known = session.legs().get(description.leg());
    try {
      if (known == null) {
        add(description, origin);
      } else if (!known.isGone()
          && known.description().localPath().equals(description.localPath())) {
        change(known, description);
      } else {
        session.distribution().expectRepeats(known);
        remove(description.leg());
        add(description, origin);
      }
    } catch (IllegalArgumentException e) {
      LOG.warn("leg {} cannot be used: {}", description.leg(), e.getMessage());
      lost(description.leg(), origin, Cause.NEVER_CONNECTED);
    }
  }

  private void add(MediaLeg description, Origin origin) {
    Leg leg = new Leg(session, description, new LegOutput(session.worker().allocator()), origin);
    if (leg.isReachable() && !shared.legs().put(leg)) {
      throw new IllegalArgumentException("localPath: taken (expected: one leg for a path)");
    }
    session.legs().put(leg.name(), leg);
    shared.metrics().legs(1);
    await(leg);
  }

  private void change(Leg leg, MediaLeg description) {
    boolean known = leg.isReachable();
    boolean moved = leg.describe(description);
    Connection connection = leg.connection();
    if (moved || (connection != null && unfit(leg, connection) != null)) {
      session.distribution().expectRepeats(leg);
      unbind(leg, true);
      await(leg);
    }
    if (!known && leg.isReachable() && !shared.legs().put(leg)) {
      throw new IllegalArgumentException("localPath: taken (expected: one leg for a path)");
    }
  }

  /// From now on somebody must connect, or we do.
  private void await(Leg leg) {
    leg.waitingSince(shared.time().nanos());
    if (leg.description().connectOut()) {
      caller.call(leg);
    }
  }

  /// Whether the connection is one that the leg may use.
  ///
  /// @return why not; null when it is
  static @Nullable Refusal unfit(Leg leg, Connection connection) {
    if (leg.localUri().secure() && !connection.isSecure()) {
      return Refusal.NOT_SECURE;
    }
    String named = leg.description().fingerprint();
    if (named == null) {
      return null;
    }
    Fingerprint fingerprint = Fingerprint.parse(named);
    return fingerprint != null && connection.shows(fingerprint)
        ? null
        : Refusal.FOREIGN_CERTIFICATE;
  }

  /// Whether `head`, on `connection`, is for the leg; binds the leg to the connection when it is
  /// the first (RFC 4975 §5.4, §7.3).
  ///
  /// @return why it is not; null when it is
  @Nullable Refusal bind(Leg leg, Connection connection, RequestHead head) {
    if (leg.isGone()) {
      return Refusal.UNKNOWN_SESSION;
    }
    PathRule rule = leg.rule(head);
    if (rule == null) {
      return Refusal.FOREIGN_PATH;
    }
    Connection current = leg.connection();
    if (current == connection) {
      return null;
    }
    Refusal unfit = unfit(leg, connection);
    if (unfit != null) {
      return unfit;
    }
    if (current != null) {
      if (current.isOpen()) {
        return Refusal.BOUND_ELSEWHERE;
      }
      disconnected(current, leg);
    }
    LOG.debug("leg {} is bound, its paths are right by rule {}", leg.name(), rule.tag());
    shared.metrics().bound(rule);
    bound(leg, connection);
    session.touch(leg);
    return null;
  }

  /// From now on the connection is the leg's.
  void bound(Leg leg, Connection connection) {
    leg.connection(connection);
    leg.output().framed(connection.isFramed());
    leg.waitingSince(null);
    connection.bound(leg);
    pour(leg);
    session.acknowledgements().bound(leg);
    shared.metrics().legConnected();
    session.tell(
        leg, new MediaEvent.LegConnected(shared.time().now(), session.epoch(), leg.name()));
  }

  /// Gives a leg what is held for it, no faster than the network takes it: it may be much, and many
  /// legs come at once.
  private void pour(Leg leg) {
    Held held = leg.held();
    if (held == null || leg.connection() == null) {
      return;
    }
    held.writeTo(leg, session.worker().frames(), POURED_BYTES);
    session.touch(leg);
    if (held.isEmpty()) {
      leg.unhold();
    } else {
      leg.output().whenDrained(POURED_BYTES / 2, () -> session.onLoop(() -> pourOn(leg)));
    }
  }

  private void pourOn(Leg leg) {
    if (!leg.isGone()) {
      pour(leg);
      session.flush();
    }
  }

  /// Gives the queue to the connection, unless the leg is too far behind.
  void flush(Leg leg) {
    Connection connection = leg.connection();
    if (isTooFarBehind(leg)) {
      drop(leg);
    } else if (connection != null) {
      leg.output().handOver(connection);
    }
  }

  private boolean isTooFarBehind(Leg leg) {
    SessionLimits limits = shared.limits();
    Held held = leg.held();
    boolean waiting = leg.connection() == null && held == null;
    long mostBytes = waiting ? limits.waitingBytes() : limits.queueBytes();
    long mostFrames = waiting ? limits.waitingMessages() : limits.queueMessages();
    long bytes = leg.output().queuedBytes() + (held == null ? 0 : held.bytes());
    long frames = leg.output().queuedFrames() + (held == null ? 0 : held.frames());
    if (bytes <= mostBytes / 2 && frames <= mostFrames / 2) {
      leg.excuse(Excuse.NONE); // it has caught up
    }
    return bytes - leg.excuse().bytes() > mostBytes || frames - leg.excuse().frames() > mostFrames;
  }

  private void drop(Leg leg) {
    LOG.info("leg {} is {} octets behind and dropped", leg.name(), leg.output().queuedBytes());
    leg.output().release();
    deafen(leg, false);
    lost(leg.name(), leg.origin(), Cause.TOO_SLOW);
  }

  /// The leg's connection is gone.
  void disconnected(Connection connection, Leg leg) {
    if (leg.connection() == connection && !leg.isGone()) {
      forget(leg);
      session.distribution().expectRepeats(leg);
      leg.connection(null);
      leg.output().release();
      leg.output().framed(true);
      lost(leg.name(), leg.origin(), Cause.CONNECTION_LOST);
      session.flush();
    }
  }

  /// The focus takes the leg out.
  void remove(String name) {
    session.readers().remove(name);
    Leg leg = session.legs().remove(name);
    if (leg != null) {
      deafen(leg, true);
      shared.legs().remove(leg);
      shared.metrics().legs(-1);
    }
  }

  private void deafen(Leg leg, boolean behindWrites) {
    if (!leg.isGone()) {
      unbind(leg, behindWrites);
      leg.go();
      leg.output().release();
    }
  }

  private void unbind(Leg leg, boolean behindWrites) {
    forget(leg);
    leg.introduction(null);
    Connection connection = leg.connection();
    if (connection != null) {
      leg.output().handOver(connection);
      leg.output().framed(true);
      leg.connection(null);
      connection.unbound(leg, behindWrites);
    }
  }

  /// What was under way from this leg will not be completed.
  private void forget(Leg leg) {
    session.distribution().abandon(leg);
    session.nicknames().abandon(leg);
    session.acknowledgements().abandon(leg);
    session.throttle().abandon(leg);
  }

  /// The leg cannot be had: its connection, if there is one, is given up.
  void unreachable(Leg leg) {
    leg.waitingSince(null);
    leg.output().release();
    unbind(leg, false);
    lost(leg.name(), leg.origin(), Cause.NEVER_CONNECTED);
  }

  void tick(Leg leg, long nowNanos) {
    caller.tick(leg, nowNanos);
    pour(leg); // somebody else may wait for the same output
    Long since = leg.waitingSince();
    SessionLimits limits = shared.limits();
    if (since != null && nowNanos - since > limits.connectTimeout().toNanos()) {
      LOG.info("leg {} was never connected", leg.name());
      leg.waitingSince(null);
      lost(leg.name(), leg.origin(), Cause.NEVER_CONNECTED);
    }
    if (leg.connection() != null
        && leg.output().stalledFor(nowNanos) > limits.stallTimeout().toNanos()) {
      drop(leg);
    }
  }

  private void lost(String leg, Origin origin, Cause cause) {
    shared.metrics().legLost(cause);
    shared
        .backbone()
        .tell(
            session.key(),
            new MediaEvent.LegLost(shared.time().now(), session.epoch(), leg, cause),
            origin);
  }
}
