package org.parlour.mswitch.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.msrp.wire.TransactionIds;
import org.parlour.mswitch.switching.CommandOrder;
import org.parlour.support.observe.Correlation;
import org.parlour.support.observe.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One event loop and the sessions it owns. Everything here runs on that loop.
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final EventLoop loop;
  private final Shared shared;
  private final Fence fence;
  private final LongSupplier incarnation;
  private final Frames frames = new Frames(new TransactionIds());
  private final Map<String, SwitchSession> sessions = new HashMap<>();

  /// How many sessions there are. Read by any thread.
  private volatile int size;

  Worker(EventLoop loop, Shared shared, Fence fence, LongSupplier incarnation) {
    this.loop = loop;
    this.shared = shared;
    this.fence = fence;
    this.incarnation = incarnation;
  }

  Fence fence() {
    return fence;
  }

  long incarnation() {
    return incarnation.getAsLong();
  }

  int size() {
    return size;
  }

  EventLoop loop() {
    return loop;
  }

  Shared shared() {
    return shared;
  }

  Frames frames() {
    return frames;
  }

  ByteBufAllocator allocator() {
    return PooledByteBufAllocator.DEFAULT;
  }

  void apply(SwitchCommand command, Origin origin) {
    try (var _ = Correlation.of(origin.correlationId())) {
      String name = command.session().toString();
      SwitchSession session = sessions.get(name);
      CommandOrder.Turn turn =
          session == null
              ? CommandOrder.ofUnknown(command, incarnation())
              : session.turnOf(command);
      shared.metrics().command(turn);
      switch (turn) {
        case APPLY -> {
          if (session == null) {
            session = new SwitchSession(this, command.key(), command.session());
            sessions.put(name, session);
          }
          session.apply(command, origin);
          if (session.isClosed()) {
            sessions.remove(name);
          }
          size = sessions.size();
        }
        case IGNORE ->
            LOG.debug("session {}: command {} is passed over", masked(command), command.sequence());
        case FOREIGN ->
            LOG.warn("session {} was assigned to an earlier start of this switch", masked(command));
        case ASK -> ask(session, command);
      }
    }
  }

  private void ask(@Nullable SwitchSession session, SwitchCommand command) {
    if (session == null) {
      LOG.info("session {} is not known here, its state is asked for", masked(command));
      shared
          .backbone()
          .tell(
              command.key(),
              new MediaEvent.SnapshotRequested(shared.time().now(), command.epoch(), incarnation()),
              Origin.NONE);
    } else {
      session.askForSnapshot(command.epoch());
    }
  }

  private static String masked(SwitchCommand command) {
    return SessionState.masked(command.session());
  }

  void tick() {
    for (SwitchSession session : List.copyOf(sessions.values())) {
      session.tick(shared.time().nanos());
      if (session.isClosed()) {
        sessions.remove(session.name().toString());
        size = sessions.size();
      }
    }
  }

  /// The switch stops: every session closes, nobody is told.
  void close() {
    sessions.values().forEach(SwitchSession::close);
    sessions.clear();
    size = 0;
  }

  /// How its sessions are.
  List<SessionState> state() {
    List<SessionState> states = new ArrayList<>();
    sessions.values().forEach(session -> states.add(session.state()));
    return states;
  }
}
