package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/// A client's connection. On the load's loop.
final class LoadLeg extends ChannelInboundHandlerAdapter {
  private final CompletableFuture<LoadLeg> bound = new CompletableFuture<>();
  private final StringBuilder answer = new StringBuilder();
  private final Channel channel;
  private final boolean framed;
  private Ear ear = this::bind;

  /// @param framed messages come in a WebSocket frame each
  LoadLeg(Channel channel, boolean framed) {
    this.channel = channel;
    this.framed = framed;
  }

  boolean isFramed() {
    return framed;
  }

  /// Counts the messages that come, which must all be alike.
  void count(IntConsumer messages, Runnable pause) {
    ear = new CountingEar(messages, pause, framed ? WebFrames.HEAD : 0);
  }

  /// From now on `next` hears what comes, without the frames around it.
  void ear(Ear next) {
    if (framed) {
      channel
          .pipeline()
          .addBefore(channel.pipeline().context(this).name(), null, WebFrames.decoder())
          .addBefore(channel.pipeline().context(this).name(), null, new FloorFrames());
    }
    ear = next;
  }

  Channel channel() {
    return channel;
  }

  /// Of the client's side.
  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// Completes when an empty SEND bound it to its session.
  CompletableFuture<LoadLeg> bound() {
    return bound;
  }

  private void bind(ByteBuf in) {
    answer.append(in.toString(StandardCharsets.US_ASCII));
    in.skipBytes(in.readableBytes());
    if (answer.toString().endsWith("$\r\n")) {
      if (answer.toString().contains(" 200")) {
        bound.complete(this);
      } else {
        bound.completeExceptionally(new IllegalStateException("not bound: " + answer));
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      ear.heard(in);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    ear.paused();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    bound.completeExceptionally(new IllegalStateException("closed by the server"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    cause.printStackTrace();
    context.close();
  }
}
