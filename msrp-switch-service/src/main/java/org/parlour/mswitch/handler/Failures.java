package org.parlour.mswitch.handler;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.metrics.SwitchMetrics.Closing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last in the pipeline: an error closes the connection. A peer that goes away, or does not
/// speak as it should, is no news; a defect of ours is.
public final class Failures extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final NettyConnection connection;

  public Failures(NettyConnection connection) {
    this.connection = connection;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake
        && !handshake.isSuccess()
        && !(handshake.cause() instanceof ClosedChannelException)) {
      connection.close(Closing.TLS_FAILED);
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Closing reason = reason(cause);
    if (reason == null) {
      LOG.error("connection {} is closed for a defect", context.channel(), cause);
    } else {
      LOG.debug("connection {} broke: {}", context.channel(), cause.toString());
    }
    connection.close(reason == null ? Closing.ERROR : reason);
  }

  /// @return null for what no peer and no network can cause
  private static @Nullable Closing reason(Throwable cause) {
    return switch (cause) {
      case SSLException _ -> Closing.TLS_FAILED;
      case CorruptedFrameException _ -> Closing.NO_WEBSOCKET;
      case DecoderException wrapping when wrapping.getCause() instanceof SSLException ->
          Closing.TLS_FAILED;
      case IOException broken when String.valueOf(broken.getMessage()).contains("timed out") ->
          Closing.HALF_OPEN;
      case IOException _ -> Closing.ERROR;
      default -> null;
    };
  }
}
