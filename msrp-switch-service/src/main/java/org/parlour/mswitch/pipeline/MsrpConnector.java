package org.parlour.mswitch.pipeline;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.mswitch.config.ConnectPolicy;
import org.parlour.mswitch.handler.HandlerNames;
import org.parlour.mswitch.handler.LegRouter;
import org.parlour.mswitch.session.Connection;
import org.parlour.mswitch.session.Connector;
import org.parlour.mswitch.switching.Carrier;

/// Opens connections to peers, if policy permits it. The address that was checked is the one that
/// is connected to: a name is resolved once. Nobody can be connected to over WebSocket.
final class MsrpConnector implements Connector {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final String TCP = "tcp";

  private final ConnectPolicy policy;
  private final Pipelines pipelines;
  private final Bootstrap bootstrap;

  MsrpConnector(
      ConnectPolicy policy, EventLoopGroup loops, Transport transport, Pipelines pipelines) {
    this.policy = policy;
    this.pipelines = pipelines;
    this.bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(transport.client())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
    transport.set(bootstrap);
  }

  @Override
  public CompletableFuture<Connection> connect(MsrpUri peer, boolean named) {
    CompletableFuture<Connection> connected = new CompletableFuture<>();
    if (!policy.permitsAny() || !peer.transport().equals(TCP)) {
      connected.completeExceptionally(refused(peer));
    } else {
      Thread.ofVirtual().name("resolve").start(() -> resolve(peer, named, connected));
    }
    return connected;
  }

  private IllegalStateException refused(MsrpUri peer) {
    return new IllegalStateException(peer.masked() + " is not permitted by policy " + policy);
  }

  private void resolve(MsrpUri peer, boolean named, CompletableFuture<Connection> connected) {
    try {
      InetAddress address = InetAddress.getByName(peer.host());
      if (policy.permits(address)) {
        open(peer, new InetSocketAddress(address, peer.port()), named, connected);
      } else {
        connected.completeExceptionally(refused(peer));
      }
    } catch (UnknownHostException e) {
      connected.completeExceptionally(e);
    }
  }

  private void open(
      MsrpUri peer,
      InetSocketAddress address,
      boolean named,
      CompletableFuture<Connection> connected) {
    Carrier carrier = peer.secure() ? Carrier.TLS : Carrier.TCP;
    ChannelFuture opening =
        bootstrap.clone().handler(pipelines.connecting(carrier, address, named)).connect(address);
    opening.addListener(
        ignored -> {
          SslHandler tls = opening.channel().pipeline().get(SslHandler.class);
          if (!opening.isSuccess() || tls == null) {
            opened(opening.channel(), opening, connected);
          } else {
            Future<Channel> handshake = tls.handshakeFuture();
            handshake.addListener(done -> opened(opening.channel(), handshake, connected));
          }
        });
  }

  private static void opened(
      Channel channel, Future<?> ready, CompletableFuture<Connection> connected) {
    if (ready.isSuccess()
        && channel.pipeline().get(HandlerNames.LEG_ROUTER) instanceof LegRouter router) {
      connected.complete(router.connection());
    } else {
      connected.completeExceptionally(
          new IllegalStateException("not connected: " + ready.cause(), ready.cause()));
    }
  }
}
