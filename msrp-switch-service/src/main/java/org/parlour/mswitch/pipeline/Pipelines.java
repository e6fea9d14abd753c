package org.parlour.mswitch.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.config.WebProperties;
import org.parlour.mswitch.handler.Failures;
import org.parlour.mswitch.handler.HandlerNames;
import org.parlour.mswitch.handler.LegRouter;
import org.parlour.mswitch.handler.NettyConnection;
import org.parlour.mswitch.handler.WebSocketDoor;
import org.parlour.mswitch.handler.WebSocketFrames;
import org.parlour.mswitch.session.Shared;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.mswitch.tls.Certificates;

/// What the pipelines of connections are made of. Sessions write bytes, so there is no encoder in
/// them.
final class Pipelines {
  /// Of an HTTP request that asks for a WebSocket; nobody has a reason to send a body.
  private static final int HTTP_BODY = 1024;

  /// Makes the handler for TLS.
  private interface TlsHandlers {
    @Nullable SslHandler make(Channel channel);
  }

  private final Connections connections;
  private final Shared shared;
  private final SwitchProperties properties;
  private final Certificates certificates;

  Pipelines(
      Connections connections,
      Shared shared,
      SwitchProperties properties,
      Certificates certificates) {
    this.connections = connections;
    this.shared = shared;
    this.properties = properties;
    this.certificates = certificates;
  }

  /// For connections that peers open.
  ChannelHandler accepting(Carrier carrier) {
    return initializer(
        carrier,
        channel -> {
          SslContext context = certificates.server(carrier == Carrier.WSS);
          return context == null ? null : context.newHandler(channel.alloc());
        });
  }

  /// For a connection to a peer.
  ///
  /// @param named see [Certificates#client]
  ChannelHandler connecting(Carrier carrier, InetSocketAddress peer, boolean named) {
    return initializer(
        carrier,
        channel ->
            certificates
                .client(named)
                .newHandler(channel.alloc(), peer.getHostString(), peer.getPort()));
  }

  private ChannelHandler initializer(Carrier carrier, TlsHandlers tls) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        fill(channel, carrier, carrier.secure() ? tls.make(channel) : null);
      }
    };
  }

  private void fill(Channel channel, Carrier carrier, @Nullable SslHandler tls) {
    NettyConnection connection =
        new NettyConnection(channel, carrier, shared.metrics(), shared.time());
    LegRouter router =
        new LegRouter(
            connection,
            shared.legs(),
            shared.metrics(),
            shared.time(),
            properties.earlyPatience().toNanos());
    if (!connections.admit(channel, router)) {
      return;
    }
    shared.metrics().opened(carrier);
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      tls.setHandshakeTimeoutMillis(properties.tls().handshake().toMillis());
      pipeline.addLast(HandlerNames.TLS, tls);
    }
    if (carrier.framed()) {
      fillWeb(pipeline, connection, properties.web());
    }
    pipeline.addLast(HandlerNames.DECODER, new MsrpDecoder(properties.wire().limits()));
    pipeline.addLast(HandlerNames.LEG_ROUTER, router);
    pipeline.addLast(HandlerNames.FAILURES, new Failures(connection));
  }

  private static void fillWeb(
      ChannelPipeline pipeline, NettyConnection connection, WebProperties web) {
    WebSocketServerProtocolConfig protocol =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath(web.path())
            .subprotocols(WebSocketDoor.SUBPROTOCOL)
            .maxFramePayloadLength((int) web.maxFrame().toBytes())
            .build();
    pipeline.addLast(HandlerNames.HTTP, new HttpServerCodec());
    pipeline.addLast(HandlerNames.HTTP_BODY, new HttpObjectAggregator(HTTP_BODY));
    pipeline.addLast(HandlerNames.WEB_SOCKET_DOOR, new WebSocketDoor(connection, web.path()));
    pipeline.addLast(HandlerNames.WEB_SOCKET, new WebSocketServerProtocolHandler(protocol));
    pipeline.addLast(HandlerNames.WEB_SOCKET_FRAMES, new WebSocketFrames(connection));
  }
}
