package org.parlour.mswitch.handler;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.transfer.ReportRules;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.session.Leg;
import org.parlour.mswitch.session.LegTable;
import org.parlour.mswitch.session.SwitchSession;
import org.parlour.mswitch.session.SwitchSession.Received;
import org.parlour.mswitch.session.Time;
import org.parlour.mswitch.switching.Refusal;

/// Finds the leg that a request's To-Path names and hands over what one read brought, in one go, to
/// the session. One for each connection; runs on the channel's loop.
///
/// A request that comes before its leg is known waits a little, and with it what comes behind it
/// for the same leg (architecture §6); other sessions on the connection go on. When much waits, a
/// connection that has no leg at all is not read from; on one that has, the wait ends early.
public final class LegRouter extends ChannelInboundHandlerAdapter {
  private static final int MOST_REQUESTS = 256;
  private static final int MOST_OCTETS = 64 * 1024;

  /// About what a request costs beside its body.
  private static final int HEAD_OCTETS = 256;

  private final NettyConnection connection;
  private final LegTable legs;
  private final SwitchMetrics metrics;
  private final Time time;
  private final long patienceNanos;
  private final EarlyRequests early = new EarlyRequests();
  private List<Received> batch = new ArrayList<>();
  private int batchOctets;
  private @Nullable MsrpPath lastPath;
  private @Nullable Leg lastLeg;
  private boolean holding;

  /// When the first wait is over. Read by any thread.
  private volatile long firstEndNanos = EarlyRequests.NEVER;

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
  }

  /// Whose requests these are.
  public NettyConnection connection() {
    return connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    switch ((MsrpMessage) read) {
      case MsrpRequest request -> {
        String waited = early.isEmpty() ? "" : request.head().toPath().first().sessionId();
        if (early.isEmpty() || !early.holds(waited)) {
          route(request);
        } else {
          park(waited, request);
        }
      }
      case MsrpResponse response -> answered(response);
      case Malformed malformed -> refuse(malformed);
    }
  }

  private void answered(MsrpResponse response) {
    Leg leg = legs.find(response.toPath().first().sessionId());
    if (leg == null) {
      metrics.responseIgnored();
    } else {
      leg.session().answered(connection, leg, response);
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
      await(request);
    }
  }

  /// The decoder gives the same path again as long as a connection names the same leg.
  private @Nullable Leg find(MsrpPath toPath) {
    Leg known = lastLeg;
    if (toPath == lastPath && known != null && !known.isGone()) {
      return known;
    }
    Leg found = toPath.uris().size() == 1 ? legs.find(toPath.first().sessionId()) : null;
    lastPath = toPath;
    lastLeg = found;
    return found;
  }

  private void await(MsrpRequest request) {
    String sessionId = request.head().toPath().first().sessionId();
    Runnable wake = () -> connection.loop().execute(() -> proceed(sessionId));
    early.begin(sessionId, wake, time.nanos() + patienceNanos);
    park(sessionId, request);
    legs.await(sessionId, wake);
  }

  private void park(String sessionId, MsrpRequest request) {
    early.add(sessionId, request);
    if (early.isFull() && connection.isBound()) {
      giveUp(sessionId);
    }
    waitingChanged();
  }

  private void waitingChanged() {
    firstEndNanos = early.firstEnd();
    boolean hold = early.isFull();
    if (hold && !holding) {
      connection.suspend();
    } else if (!hold && holding) {
      connection.resume();
    }
    holding = hold;
  }

  /// Goes on with what waited for a leg, which is there now.
  private void proceed(String sessionId) {
    lastPath = null;
    for (MsrpRequest request : early.take(sessionId)) {
      route(request);
    }
    waitingChanged();
    dispatch();
  }

  /// Nobody came.
  private void giveUp(String sessionId) {
    legs.giveUp(sessionId, early.wakeOf(sessionId));
    for (MsrpRequest request : early.take(sessionId)) {
      if (request.offset() == 0) {
        refuse(request, Refusal.UNKNOWN_SESSION);
      } else {
        request.release();
      }
    }
  }

  /// Gives up the legs that are overdue. Any thread.
  public void expire(long nowNanos) {
    long first = firstEndNanos;
    if (first != EarlyRequests.NEVER && nowNanos - first > 0) {
      connection
          .loop()
          .execute(
              () -> {
                early.overdue(nowNanos).forEach(this::giveUp);
                waitingChanged();
              });
    }
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
    MsrpResponse answer = malformed.answer();
    if (answer != null) {
      connection.answerHere(answer);
    }
    if (malformed.framingLost()) {
      dispatch();
      connection.ends(SwitchMetrics.Closing.FRAMING_LOST);
      connection.closeBehindWrites();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.active();
    dispatch();
  }

  private void dispatch() {
    List<Received> all = batch;
    if (all.isEmpty()) {
      return;
    }
    batch = new ArrayList<>();
    batchOctets = 0;
    int from = 0;
    int octets = 0;
    for (int to = 1; to <= all.size(); to++) {
      SwitchSession session = all.get(from).leg().session();
      octets += HEAD_OCTETS + all.get(to - 1).request().body().readableBytes();
      if (to == all.size() || all.get(to).leg().session() != session) {
        boolean whole = from == 0 && to == all.size();
        connection.handsOver(octets);
        session.receive(connection, whole ? all : List.copyOf(all.subList(from, to)), octets);
        from = to;
        octets = 0;
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    dispatch();
    connection.inactive();
    for (String sessionId : early.sessionIds()) {
      legs.giveUp(sessionId, early.wakeOf(sessionId));
      early.take(sessionId).forEach(ReferenceCountUtil::release);
    }
    firstEndNanos = EarlyRequests.NEVER;
    context.fireChannelInactive();
  }
}
