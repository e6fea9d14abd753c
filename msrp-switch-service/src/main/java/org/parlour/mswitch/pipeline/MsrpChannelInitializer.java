package org.parlour.mswitch.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.msrp.wire.MsrpLimits;
import org.parlour.mswitch.handler.Failures;
import org.parlour.mswitch.handler.HandlerNames;
import org.parlour.mswitch.handler.LegRouter;
import org.parlour.mswitch.handler.NettyConnection;
import org.parlour.mswitch.session.Shared;

/// What a connection's pipeline is made of. Sessions write bytes, so there is no encoder in it.
final class MsrpChannelInitializer extends ChannelInitializer<Channel> {
  private final Connections connections;
  private final Shared shared;
  private final MsrpLimits limits;
  private final long earlyPatienceNanos;

  MsrpChannelInitializer(
      Connections connections, Shared shared, MsrpLimits limits, long earlyPatienceNanos) {
    this.connections = connections;
    this.shared = shared;
    this.limits = limits;
    this.earlyPatienceNanos = earlyPatienceNanos;
  }

  @Override
  protected void initChannel(Channel channel) {
    NettyConnection connection =
        new NettyConnection(channel, shared.metrics(), shared.time().nanos());
    LegRouter router =
        new LegRouter(
            connection, shared.legs(), shared.metrics(), shared.time(), earlyPatienceNanos);
    if (!connections.admit(channel, router)) {
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(HandlerNames.DECODER, new MsrpDecoder(limits));
    pipeline.addLast(HandlerNames.LEG_ROUTER, router);
    pipeline.addLast(HandlerNames.FAILURES, new Failures(connection));
  }
}
