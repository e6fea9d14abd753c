package org.parlour.mswitch.handler;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.metrics.SwitchMetrics;

/// Lets an HTTP request pass only if it asks for our resource and for the subprotocol `msrp`
/// (RFC 7977 §4.1); others are answered and closed.
public final class WebSocketDoor extends ChannelInboundHandlerAdapter {
  public static final String SUBPROTOCOL = "msrp";

  private final NettyConnection connection;
  private final String path;

  public WebSocketDoor(NettyConnection connection, String path) {
    this.connection = connection;
    this.path = path;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (!(read instanceof FullHttpRequest request)) {
      context.fireChannelRead(read);
      return;
    }
    HttpResponseStatus refusal = refusal(request);
    if (refusal == null) {
      context.pipeline().remove(this);
      context.fireChannelRead(request);
    } else {
      ReferenceCountUtil.release(request);
      refuse(context, refusal);
    }
  }

  private @Nullable HttpResponseStatus refusal(FullHttpRequest request) {
    if (request.decoderResult().isFailure() || !upgrades(request)) {
      return HttpResponseStatus.BAD_REQUEST;
    }
    if (!request.uri().equals(path)) {
      return HttpResponseStatus.NOT_FOUND;
    }
    for (String offered :
        request.headers().getAllAsString(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
      for (String token : offered.split(",")) {
        if (token.strip().equals(SUBPROTOCOL)) {
          return null;
        }
      }
    }
    return HttpResponseStatus.BAD_REQUEST;
  }

  private static boolean upgrades(FullHttpRequest request) {
    return request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
    connection.ends(SwitchMetrics.Closing.NO_WEBSOCKET);
    DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }
}
