package org.parlour.mswitch.handler;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last in the pipeline: an error closes the connection. A peer that goes away is no news; a
/// defect of ours is.
public final class Failures extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final NettyConnection connection;

  public Failures(NettyConnection connection) {
    this.connection = connection;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("connection {} broke: {}", context.channel(), cause.toString());
    } else {
      LOG.error("connection {} is closed for a defect", context.channel(), cause);
    }
    connection.close(SwitchMetrics.Closing.ERROR);
  }
}
