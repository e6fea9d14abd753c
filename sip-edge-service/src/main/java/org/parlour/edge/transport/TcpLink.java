package org.parlour.edge.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.metrics.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One TCP connection: hands frames over, answers pings, pauses reading while the intake is full or
/// the peer does not read what we write, and gives the peer up when it never does.
final class TcpLink extends ChannelInboundHandlerAdapter implements SipLink {
  private static final Logger LOG = LoggerFactory.getLogger(TcpLink.class);

  private final Channel channel;
  private final InetSocketAddress remote;
  private final int localPort;
  private final StreamFramer framer;
  private final SipLimits limits;
  private final Intake intake;
  private final FrameListener listener;
  private final EdgeMetrics metrics;

  /// Touched by the event loop only.
  private boolean intakeFull;

  TcpLink(
      Channel channel,
      InetSocketAddress remote,
      int localPort,
      StreamFramer framer,
      SipLimits limits,
      Intake intake,
      FrameListener listener,
      EdgeMetrics metrics) {
    this.channel = channel;
    this.remote = remote;
    this.localPort = localPort;
    this.framer = framer;
    this.limits = limits;
    this.intake = intake;
    this.listener = listener;
    this.metrics = metrics;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof SipFrame frame) {
      if (!intake.enter() && !intakeFull) {
        intakeFull = true;
        applyReading();
        intake.whenRoom(() -> channel.eventLoop().execute(this::roomAgain));
      }
      listener.received(this, frame, intake);
    } else if (message == StreamFramer.KeepAlive.PING) {
      send(StreamFramer.pong(), SendOutcome.IGNORED);
    }
  }

  private void roomAgain() {
    intakeFull = false;
    applyReading();
  }

  private void applyReading() {
    channel.config().setAutoRead(!intakeFull && channel.isWritable());
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    applyReading();
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void send(byte[] message, SendOutcome outcome) {
    if (!channel.isActive()) {
      outcome.done(new ClosedChannelException());
      return;
    }
    if (unsent() > limits.writeLimit()) {
      metrics.refusal(Refusal.SLOW_PEER);
      LOG.warn("closing the connection of {}: it does not read", remote);
      channel.close();
      outcome.done(new IOException("peer does not read: " + remote));
      return;
    }
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(message))
        .addListener(write -> outcome.done(write.isSuccess() ? null : write.cause()));
  }

  private long unsent() {
    var buffer = channel.unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  @Override
  public void finish() {
    if (framer.broken()) {
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> channel.close());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      context.close();
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("connection of {} failed: {}", remote, cause.toString());
    context.close();
  }

  @Override
  public Protocol protocol() {
    return Protocol.TCP;
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public int localPort() {
    return localPort;
  }

  @Override
  public boolean isOpen() {
    return channel.isActive();
  }

  @Override
  public String toString() {
    return "tcp " + remote;
  }
}
