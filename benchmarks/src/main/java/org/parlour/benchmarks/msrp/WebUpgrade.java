package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A client's opening handshake (RFC 6455 §4.1); gone when it is done. On the load's loop.
final class WebUpgrade extends ChannelInboundHandlerAdapter {
  static final String REQUEST =
      "GET "
          + WebFrames.PATH
          + " HTTP/1.1\r\nHost: "
          + Room.HOST
          + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: "
          + WebFrames.SUBPROTOCOL
          + "\r\n\r\n";

  private final StringBuilder answer = new StringBuilder();
  private final CompletableFuture<@Nullable Void> done;

  /// @param done completed when it is
  WebUpgrade(CompletableFuture<@Nullable Void> done) {
    this.done = done;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), REQUEST));
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    answer.append(in.toString(StandardCharsets.US_ASCII));
    in.release();
    if (answer.toString().endsWith("\r\n\r\n")) {
      if (answer.toString().startsWith("HTTP/1.1 101 ")) {
        context.pipeline().remove(this);
        done.complete(null);
      } else {
        done.completeExceptionally(new IllegalStateException("no WebSocket: " + answer));
      }
    }
  }
}
