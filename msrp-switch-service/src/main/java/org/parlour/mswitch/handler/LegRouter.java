package org.parlour.mswitch.handler;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.TransactionId;
import org.parlour.msrp.transfer.ReportRules;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.session.Leg;
import org.parlour.mswitch.session.LegTable;
import org.parlour.mswitch.session.SwitchSession;
import org.parlour.mswitch.session.SwitchSession.Received;
import org.parlour.mswitch.session.Time;
import org.parlour.mswitch.switching.Refusal;

/// Finds the leg that a request's To-Path names and hands over what one read brought, in one go, to
/// the session. A request that comes before its leg is known waits a little, and the connection is
/// not read from meanwhile (architecture §6). One for each connection; runs on the channel's loop.
public final class LegRouter extends ChannelInboundHandlerAdapter {
  private static final int MOST_REQUESTS = 256;
  private static final int MOST_OCTETS = 64 * 1024;
  private static final long NEVER = Long.MIN_VALUE;

  private final NettyConnection connection;
  private final LegTable legs;
  private final SwitchMetrics metrics;
  private final Time time;
  private final long patienceNanos;
  private final Deque<MsrpRequest> parked = new ArrayDeque<>();
  private final Runnable waiter;
  private List<Received> batch = new ArrayList<>();
  private int batchOctets;
  private @Nullable MsrpPath lastPath;
  private @Nullable Leg lastLeg;
  private @Nullable MsrpUri awaited;

  private boolean holding;

  /// When the awaited leg is given up; [#NEVER] when none is awaited.
  private volatile long parkedUntilNanos = NEVER;

  /// @param patienceNanos how long a request waits for its leg
  public LegRouter(
      NettyConnection connection,
      LegTable legs,
      SwitchMetrics metrics,
      Time time,
      long patienceNanos) {
    this.connection = connection;
    this.legs = legs;
    this.metrics = metrics;
    this.time = time;
    this.patienceNanos = patienceNanos;
    this.waiter = () -> connection.loop().execute(() -> unpark(false));
  }

  /// Whose requests these are.
  public NettyConnection connection() {
    return connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    switch ((MsrpMessage) read) {
      case MsrpRequest request -> {
        if (parked.isEmpty()) {
          route(request);
        } else {
          parked.add(request);
        }
      }
      case MsrpResponse _ -> metrics.responseIgnored(); // no SEND of ours asks for one
      case Malformed malformed -> refuse(malformed);
    }
  }

  private void route(MsrpRequest request) {
    Leg leg = find(request.head().toPath());
    if (leg != null) {
      batch.add(new Received(leg, request));
      batchOctets += request.body().readableBytes();
      if (batch.size() >= MOST_REQUESTS || batchOctets >= MOST_OCTETS) {
        dispatch();
      }
    } else if (request.offset() > 0) {
      request.release(); // the rest of a request that was answered already
    } else if (request.head().toPath().uris().size() > 1) {
      refuse(request, Refusal.FOREIGN_PATH);
    } else {
      park(request);
    }
  }

  /// The decoder gives the same path again as long as a connection names the same leg.
  private @Nullable Leg find(MsrpPath toPath) {
    Leg known = lastLeg;
    if (toPath == lastPath && known != null && !known.isGone()) {
      return known;
    }
    Leg found = toPath.uris().size() == 1 ? legs.find(toPath.first()) : null;
    lastPath = toPath;
    lastLeg = found;
    return found;
  }

  private void park(MsrpRequest request) {
    parked.addFirst(request);
    MsrpUri uri = request.head().toPath().first();
    awaited = uri;
    parkedUntilNanos = time.nanos() + patienceNanos;
    legs.await(uri, waiter);
    holdWhileParked();
  }

  private void holdWhileParked() {
    boolean hold = !parked.isEmpty();
    if (hold && !holding) {
      connection.suspend();
    } else if (!hold && holding) {
      connection.resume();
    }
    holding = hold;
  }

  /// Goes on with what is parked.
  ///
  /// @param late nobody came: the first one is refused
  private void unpark(boolean late) {
    MsrpUri uri = awaited;
    if (uri == null) {
      return;
    }
    awaited = null;
    parkedUntilNanos = NEVER;
    if (late) {
      legs.giveUp(uri, waiter);
      refuse(parked.remove(), Refusal.UNKNOWN_SESSION);
    }
    while (awaited == null && !parked.isEmpty()) {
      lastPath = null;
      route(parked.remove());
    }
    holdWhileParked();
    dispatch();
  }

  private void refuse(MsrpRequest request, Refusal reason) {
    metrics.refused(reason);
    if (ReportRules.answers(request.head(), reason.status())) {
      connection.answer(request.head(), reason.status());
    }
    request.release();
  }

  private void refuse(Malformed malformed) {
    metrics.refused(Refusal.MALFORMED);
    TransactionId request = malformed.request();
    MsrpPath from = malformed.fromPath();
    MsrpPath to = malformed.toPath();
    if (request != null && from != null && to != null) {
      connection.answerHere(
          new MsrpResponse(
              request,
              Refusal.MALFORMED.status(),
              MsrpPath.of(from.first()),
              MsrpPath.of(to.first()),
              List.of()));
    }
    if (malformed.framingLost()) {
      dispatch();
      metrics.closed(SwitchMetrics.Closing.FRAMING_LOST);
      connection.closeBehindWrites();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    dispatch();
  }

  private void dispatch() {
    List<Received> all = batch;
    if (all.isEmpty()) {
      return;
    }
    boolean large = batchOctets >= MOST_OCTETS;
    batch = new ArrayList<>();
    batchOctets = 0;
    int from = 0;
    for (int to = 1; to <= all.size(); to++) {
      SwitchSession session = all.get(from).leg().session();
      if (to == all.size() || all.get(to).leg().session() != session) {
        boolean whole = from == 0 && to == all.size();
        session.receive(connection, whole ? all : List.copyOf(all.subList(from, to)), large);
        from = to;
      }
    }
  }

  /// Gives up the leg that is awaited, when it is time. Any thread.
  public void expire(long nowNanos) {
    long until = parkedUntilNanos;
    if (until != NEVER && nowNanos - until > 0) {
      connection
          .loop()
          .execute(
              () -> {
                if (parkedUntilNanos == until) {
                  unpark(true);
                }
              });
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    dispatch();
    connection.inactive();
    MsrpUri uri = awaited;
    if (uri != null) {
      legs.giveUp(uri, waiter);
      awaited = null;
    }
    parked.forEach(ReferenceCountUtil::release);
    parked.clear();
    context.fireChannelInactive();
  }
}
