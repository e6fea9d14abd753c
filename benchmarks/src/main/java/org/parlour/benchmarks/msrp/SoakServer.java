package org.parlour.benchmarks.msrp;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Origin;

/// The switch under a soak, with a focus that puts every lost leg back, so that its client can come
/// again. Queues are shorter than by default, so that slow legs are dropped more often than once in
/// a while.
final class SoakServer implements MeasuredServer {
  private static final Map<String, String> SETTINGS =
      Map.of("session.queue-bytes", "1MB", "session.stall-timeout", "10s");

  private final Map<AggregateKey, Focus> foci = new ConcurrentHashMap<>();

  /// Guarded by itself.
  private final Map<Losses.Loss, Long> losses = new TreeMap<>();

  private final SwitchServer server =
      new SwitchServer(SwitchServer.properties(SETTINGS), new Reports());

  /// Told by the switch's loops.
  private final class Reports extends NoBackbone {
    @Override
    public void tell(AggregateKey key, MediaEvent event, Origin origin) {
      Focus focus = foci.get(key);
      if (focus != null && event instanceof MediaEvent.LegLost lost) {
        synchronized (losses) {
          losses.merge(new Losses.Loss(lost.cause(), Integer.parseInt(lost.leg())), 1L, Long::sum);
        }
        if (lost.cause() != Cause.NEVER_CONNECTED) {
          focus.putBack(lost.leg());
        }
      }
    }
  }

  /// Of one session. Any thread.
  private final class Focus {
    private final Room room;
    private final ImAddress session;
    private long sequence = 1;
    private boolean closed;

    Focus(Room room) {
      this.room = room;
      this.session = ImAddress.parse(room.session());
    }

    synchronized void putBack(String leg) {
      if (!closed) {
        AggregateKey key = SwitchServer.key(room);
        apply(new SwitchCommand.RemoveLeg(key, session, 1, ++sequence, leg));
        apply(
            new SwitchCommand.AddLeg(
                key, session, 1, ++sequence, server.description(room, Integer.parseInt(leg))));
      }
    }

    synchronized void close() {
      closed = true;
      apply(new SwitchCommand.CloseSession(SwitchServer.key(room), session, 1, ++sequence));
    }

    private void apply(SwitchCommand command) {
      server.sessions().apply(command, Origin.NONE);
    }
  }

  @Override
  public int port(Carrier carrier) {
    return server.port(carrier);
  }

  @Override
  public void open(Room room) {
    foci.put(SwitchServer.key(room), new Focus(room));
    server.open(room);
  }

  @Override
  public void closeRoom(Room room) {
    Focus focus = foci.remove(SwitchServer.key(room));
    if (focus != null) {
      focus.close();
    }
  }

  @Override
  public String losses() {
    synchronized (losses) {
      return new Losses(losses).line();
    }
  }

  @Override
  public int rooms() {
    return server.sessions().count();
  }

  @Override
  public void close() {
    server.close();
  }
}
