package org.parlour.benchmarks.msrp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/// Takes MSRP out of WebSocket frames.
final class FloorFrames extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Object content = message instanceof WebSocketFrame frame ? frame.content() : message;
    context.fireChannelRead(content);
  }
}
