package org.parlour.mswitch.pipeline;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.switching.Carrier;

/// The ports that are listened on.
final class Ports {
  private static final int BACKLOG = 1024;

  private final SwitchProperties properties;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup loops;
  private final Transport transport;
  private final Pipelines pipelines;
  private final Map<Carrier, Channel> bound = new EnumMap<>(Carrier.class);

  /// @param loops of the connections
  Ports(
      SwitchProperties properties,
      EventLoopGroup acceptor,
      EventLoopGroup loops,
      Transport transport,
      Pipelines pipelines) {
    this.properties = properties;
    this.acceptor = acceptor;
    this.loops = loops;
    this.transport = transport;
    this.pipelines = pipelines;
  }

  /// Binds all that are configured. Blocks until they are bound.
  ///
  /// @throws IllegalStateException when one cannot be
  synchronized void open() {
    open(Carrier.TCP, properties.port(), "im.msrp.port");
    open(Carrier.TLS, properties.tls().port(), "im.msrp.tls.port");
    open(Carrier.WS, properties.web().port(), "im.msrp.web.port");
    open(Carrier.WSS, properties.web().securePort(), "im.msrp.web.secure-port");
  }

  private void open(Carrier carrier, @Nullable Integer port, String property) {
    if (port == null) {
      return;
    }
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(acceptor, loops)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(pipelines.accepting(carrier));
    transport.set(bootstrap);
    var binding = bootstrap.bind(properties.bind(), port).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IllegalStateException(
          property + ": " + properties.bind() + ":" + port + " cannot be bound", binding.cause());
    }
    bound.put(carrier, binding.channel());
  }

  synchronized boolean areOpen() {
    return !bound.isEmpty() && bound.values().stream().allMatch(Channel::isActive);
  }

  /// The port that is bound; 0 when none is.
  synchronized int port(Carrier carrier) {
    Channel channel = bound.get(carrier);
    return channel != null && channel.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  /// Connections stay.
  synchronized void close() {
    bound.values().forEach(channel -> channel.close().awaitUninterruptibly());
  }
}
