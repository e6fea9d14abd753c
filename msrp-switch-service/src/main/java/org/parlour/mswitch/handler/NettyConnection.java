package org.parlour.mswitch.handler;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.wire.MsrpWriter;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.session.Connection;
import org.parlour.mswitch.session.Leg;

/// One TCP connection and the legs that are bound to it. What is not said to be otherwise runs on
/// the channel's loop; the methods of [Connection] may be called from anywhere.
public final class NettyConnection implements Connection {
  private static final long BOUND = Long.MIN_VALUE;

  private final Channel channel;
  private final SwitchMetrics metrics;
  private final Set<Leg> legs = new LinkedHashSet<>();
  private int suspensions;

  /// Since when no leg is bound; [#BOUND] while one is.
  private volatile long unboundSinceNanos;

  /// @param nowNanos of the switch's monotonic clock
  public NettyConnection(Channel channel, SwitchMetrics metrics, long nowNanos) {
    this.channel = channel;
    this.metrics = metrics;
    this.unboundSinceNanos = nowNanos;
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
  public void write(List<ByteBuf> frames, int bytes, int count, Taker taker) {
    onLoop(() -> writeHere(frames, bytes, count, taker));
  }

  private void writeHere(List<ByteBuf> frames, int bytes, int count, Taker taker) {
    int last = frames.size() - 1;
    for (int i = 0; i < last; i++) {
      channel.write(frames.get(i), channel.voidPromise());
    }
    channel.write(frames.get(last)).addListener(ignored -> taker.taken(bytes, count));
    channel.flush();
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
    if (channel.isActive()) {
      metrics.closed(reason);
      channel.close();
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
          if (legs.isEmpty()) {
            if (behindWrites) {
              closeBehindWrites();
            } else {
              channel.close();
            }
          }
        });
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

  /// The channel closed: tells the sessions.
  void inactive() {
    for (Leg leg : legs) {
      leg.session().disconnected(this, leg);
    }
    legs.clear();
  }

  /// Closes when no leg was bound for too long (reference §14.9). Any thread.
  public void expire(long nowNanos, long patienceNanos) {
    long since = unboundSinceNanos;
    if (since != BOUND && nowNanos - since > patienceNanos) {
      onLoop(() -> close(SwitchMetrics.Closing.NEVER_BOUND));
    }
  }
}
