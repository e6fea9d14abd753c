package org.parlour.mswitch.pipeline;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.mswitch.config.ConnectOut;
import org.parlour.mswitch.handler.HandlerNames;
import org.parlour.mswitch.handler.LegRouter;
import org.parlour.mswitch.session.Connection;
import org.parlour.mswitch.session.Connector;

/// Opens connections to peers, if policy permits it. The address that was checked is the one that
/// is connected to: a name is resolved once.
final class MsrpConnector implements Connector {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final ConnectOut policy;
  private final Bootstrap bootstrap;

  MsrpConnector(
      ConnectOut policy,
      EventLoopGroup loops,
      Transport transport,
      MsrpChannelInitializer pipeline) {
    this.policy = policy;
    this.bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(transport.client())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(pipeline);
  }

  @Override
  public CompletableFuture<Connection> connect(MsrpUri peer) {
    CompletableFuture<Connection> connected = new CompletableFuture<>();
    if (policy == ConnectOut.OFF || peer.secure()) {
      connected.completeExceptionally(
          new IllegalStateException("connecting to peers is " + policy + " for " + peer.masked()));
    } else {
      Thread.ofVirtual().name("resolve").start(() -> resolve(peer, connected));
    }
    return connected;
  }

  private void resolve(MsrpUri peer, CompletableFuture<Connection> connected) {
    try {
      InetAddress address = InetAddress.getByName(peer.host());
      if (policy.permits(address)) {
        ChannelFuture opening = bootstrap.connect(new InetSocketAddress(address, peer.port()));
        opening.addListener(ignored -> opened(opening, connected));
      } else {
        connected.completeExceptionally(
            new IllegalStateException(peer.masked() + " is not permitted by policy " + policy));
      }
    } catch (UnknownHostException e) {
      connected.completeExceptionally(e);
    }
  }

  private static void opened(ChannelFuture opening, CompletableFuture<Connection> connected) {
    if (opening.isSuccess()
        && opening.channel().pipeline().get(HandlerNames.LEG_ROUTER) instanceof LegRouter router) {
      connected.complete(router.connection());
    } else {
      connected.completeExceptionally(new IllegalStateException("not connected", opening.cause()));
    }
  }
}
