package org.parlour.mswitch.handler;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// Between WebSocket frames, text or binary, and the octets of MSRP (RFC 7977 §5). Each buffer that
/// is written is a message and becomes a binary frame, since its body may be anything.
public final class WebSocketFrames extends ChannelDuplexHandler {
  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (read instanceof WebSocketFrame frame) {
      context.fireChannelRead(frame.content());
    } else {
      context.fireChannelRead(read);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
    if (written instanceof ByteBuf message && message.isReadable()) {
      context.write(new BinaryWebSocketFrame(message), promise);
    } else {
      context.write(written, promise);
    }
  }
}
