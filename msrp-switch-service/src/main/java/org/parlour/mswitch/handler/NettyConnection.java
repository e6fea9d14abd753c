package org.parlour.mswitch.handler;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.CertificateEncodingException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.wire.MsrpWriter;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.session.Batch;
import org.parlour.mswitch.session.Connection;
import org.parlour.mswitch.session.Leg;
import org.parlour.mswitch.session.SwitchSession;
import org.parlour.mswitch.session.Time;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.protocol.sdp.Fingerprint;

/// One connection and the legs that are bound to it. What is not said to be otherwise runs on
/// the channel's loop; the methods of [Connection] may be called from anywhere.
public final class NettyConnection implements Connection {
  private static final long BOUND = Long.MIN_VALUE;
  private static final int MOST_HANDED_OVER = 64 * 1024;

  private final Channel channel;
  private final Carrier carrier;
  private final SwitchMetrics metrics;
  private final Time time;
  private final Set<Leg> legs = new LinkedHashSet<>();
  private int suspensions;

  /// Octets that sessions have and have not dealt with. Any thread.
  private final AtomicInteger handedOver = new AtomicInteger();

  /// Not read from, because sessions have so much of it to do. Written on the loop.
  private volatile boolean overrun;

  /// Whose legs are bound. Written on the loop.
  private volatile List<SwitchSession> sessions = List.of();

  /// It is known why it ends.
  private boolean ended;

  /// Since when no leg is bound; [#BOUND] while one is.
  private volatile long unboundSinceNanos;

  /// When something went over it last.
  private volatile long activeNanos;

  public NettyConnection(Channel channel, Carrier carrier, SwitchMetrics metrics, Time time) {
    this.channel = channel;
    this.carrier = carrier;
    this.metrics = metrics;
    this.time = time;
    this.unboundSinceNanos = time.nanos();
    this.activeNanos = unboundSinceNanos;
  }

  @Override
  public EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  public boolean isOpen() {
    return channel.isActive();
  }

  /// Whether a leg is bound to it.
  boolean isBound() {
    return unboundSinceNanos == BOUND;
  }

  private void onLoop(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
    } else {
      channel.eventLoop().execute(task);
    }
  }

  @Override
  public boolean isSharedBy(SwitchSession session) {
    return sessions.stream().anyMatch(other -> other != session);
  }

  @Override
  public boolean isSecure() {
    return carrier.secure();
  }

  @Override
  public boolean isFramed() {
    return carrier.framed();
  }

  @Override
  public boolean shows(Fingerprint expected) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      return false;
    }
    try {
      return expected.isOf(tls.engine().getSession().getPeerCertificates()[0].getEncoded());
    } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
      return false; // it showed none
    }
  }

  @Override
  public void write(Batch batch, Taker taker) {
    onLoop(() -> writeHere(batch, taker));
  }

  private void writeHere(Batch batch, Taker taker) {
    activeNanos = time.nanos();
    List<ByteBuf> buffers = carrier.framed() ? batch.split() : batch.parts();
    int last = buffers.size() - 1;
    for (int i = 0; i < last; i++) {
      channel.write(buffers.get(i), channel.voidPromise());
    }
    channel
        .write(buffers.get(last))
        .addListener(ignored -> taker.taken(batch.bytes(), batch.messages()));
    channel.flush();
  }

  /// Something was read.
  void active() {
    activeNanos = time.nanos();
  }

  @Override
  public void answer(RequestHead request, MsrpStatus status) {
    onLoop(() -> answerHere(MsrpResponse.to(request, status)));
  }

  /// Answers what belongs to no leg. A peer that does not read its answers is cut off.
  void answerHere(MsrpResponse response) {
    if (!channel.isWritable()) {
      close(SwitchMetrics.Closing.DEAF);
      return;
    }
    ByteBuf buffer = channel.alloc().buffer(256);
    MsrpWriter.writeResponse(response, buffer);
    channel.writeAndFlush(buffer, channel.voidPromise());
  }

  void close(SwitchMetrics.Closing reason) {
    ends(reason);
    channel.close();
  }

  /// The connection is about to be closed: counts the first reason.
  void ends(SwitchMetrics.Closing reason) {
    if (!ended) {
      ended = true;
      metrics.closed(reason);
    }
  }

  /// Closes behind what was written.
  void closeBehindWrites() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void bound(Leg leg) {
    onLoop(
        () -> {
          if (channel.isActive()) {
            legs.add(leg);
            noteSessions();
            unboundSinceNanos = BOUND;
          } else {
            leg.session().disconnected(this, leg);
          }
        });
  }

  @Override
  public void unbound(Leg leg, boolean behindWrites) {
    onLoop(
        () -> {
          legs.remove(leg);
          noteSessions();
          if (legs.isEmpty()) {
            if (behindWrites) {
              closeBehindWrites();
            } else {
              channel.close();
            }
          }
        });
  }

  private void noteSessions() {
    sessions = legs.stream().map(Leg::session).distinct().toList();
  }

  @Override
  public void suspend() {
    onLoop(
        () -> {
          suspensions++;
          channel.config().setAutoRead(false);
        });
  }

  @Override
  public void resume() {
    onLoop(
        () -> {
          suspensions--;
          channel.config().setAutoRead(suspensions == 0);
        });
  }

  /// Gives requests to a session. A session that is behind must not be buried by what one sender
  /// sends: beyond a limit the connection is not read from.
  ///
  /// @param octets that [#dealtWith] will take off again
  void handsOver(int octets) {
    if (handedOver.addAndGet(octets) > MOST_HANDED_OVER && !overrun) {
      overrun = true;
      suspend();
      catchUp();
    }
  }

  @Override
  public void dealtWith(int octets) {
    if (handedOver.addAndGet(-octets) <= MOST_HANDED_OVER / 2 && overrun) {
      onLoop(this::catchUp);
    }
  }

  private void catchUp() {
    if (overrun && handedOver.get() <= MOST_HANDED_OVER / 2) {
      overrun = false;
      resume();
    }
  }

  /// The channel closed: tells the sessions.
  void inactive() {
    ended = true;
    for (Leg leg : legs) {
      leg.session().disconnected(this, leg);
    }
    legs.clear();
  }

  /// Closes when no leg was bound for too long (reference §14.9), or nothing went over it. Any
  /// thread.
  public void expire(long nowNanos, long bindPatienceNanos, long idlePatienceNanos) {
    long since = unboundSinceNanos;
    if (since != BOUND && nowNanos - since > bindPatienceNanos) {
      onLoop(() -> close(SwitchMetrics.Closing.NEVER_BOUND));
    } else if (nowNanos - activeNanos > idlePatienceNanos) {
      onLoop(() -> close(SwitchMetrics.Closing.IDLE));
    }
  }
}
