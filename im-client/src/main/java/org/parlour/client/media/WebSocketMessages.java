package org.parlour.client.media;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.InetSocketAddress;
import java.net.URI;
import org.parlour.protocol.sdp.MsrpTransport;

/// Between the frames of a WebSocket and the octets of MSRP (RFC 7977 §5): each buffer that is
/// written is one message, since chunks are small enough for the encoder to make one of each.
@Sharable
final class WebSocketMessages extends ChannelDuplexHandler {
  private static final WebSocketMessages INSTANCE = new WebSocketMessages();
  private static final int LARGEST_FRAME = 16 * 1024 * 1024;
  private static final int HTTP_BODY = 8 * 1024;

  /// Adds what opens a WebSocket at `peer`, and what carries MSRP in it.
  static void addTo(ChannelPipeline pipeline, MsrpTransport by, InetSocketAddress peer) {
    String scheme = by.secure() ? "wss" : "ws";
    pipeline
        .addLast("http", new HttpClientCodec())
        .addLast("http-body", new HttpObjectAggregator(HTTP_BODY))
        .addLast(
            "web-socket",
            new WebSocketClientProtocolHandler(
                WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(
                        URI.create(
                            scheme + "://" + peer.getHostString() + ":" + peer.getPort() + "/msrp"))
                    .subprotocol("msrp")
                    .maxFramePayloadLength(LARGEST_FRAME)
                    .build()))
        .addLast("web-socket-messages", INSTANCE);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    context.fireChannelRead(read instanceof WebSocketFrame frame ? frame.content() : read);
  }

  @Override
  public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
    context.write(
        written instanceof ByteBuf message ? new BinaryWebSocketFrame(message) : written, promise);
  }
}
