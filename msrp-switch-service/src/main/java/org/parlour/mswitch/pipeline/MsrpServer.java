package org.parlour.mswitch.pipeline;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.session.Connection;
import org.parlour.mswitch.session.LegTable;
import org.parlour.mswitch.session.Sessions;
import org.parlour.mswitch.session.Shared;
import org.parlour.mswitch.session.Time;

/// The MSRP side of the switch: its event loops, the sessions on them, the port.
public final class MsrpServer implements AutoCloseable {
  private static final int TICK_MILLIS = 250;
  private static final int BACKLOG = 1024;

  /// An unanswered segment for so long, and the peer is gone.
  private static final int DEAD_PEER_MILLIS = 30_000;

  /// What the kernel takes beyond what the peer's window lets it send: more would only hide from us
  /// how far a reader is behind.
  private static final long UNSENT_BYTES = 128 * 1024;

  private final SwitchProperties properties;
  private final long incarnation;
  private final Transport transport = Transport.best();
  private final EventLoopGroup loops;
  private final Time time;
  private final Connections connections;
  private final MsrpChannelInitializer pipeline;
  private final MsrpConnector connector;
  private final Sessions sessions;
  private volatile @Nullable Channel port;

  /// @param incarnation of this switch: grows with each start
  public MsrpServer(
      SwitchProperties properties,
      long incarnation,
      Backbone backbone,
      SwitchMetrics metrics,
      Time time) {
    this.properties = properties;
    this.incarnation = incarnation;
    this.time = time;
    int threads =
        properties.threads() > 0
            ? properties.threads()
            : Runtime.getRuntime().availableProcessors();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("msrp"), transport.handlers());
    this.connections = new Connections(metrics, properties.maxConnections());
    LegTable legs = new LegTable();
    Shared shared =
        new Shared(
            incarnation,
            backbone,
            this::connect,
            legs,
            properties.pathMatching(),
            properties.session().limits(),
            time,
            metrics);
    this.pipeline =
        new MsrpChannelInitializer(
            connections, shared, properties.wire().limits(), properties.earlyPatience().toNanos());
    this.connector = new MsrpConnector(properties.connectOut(), loops, transport, pipeline);
    this.sessions = new Sessions(loops, shared);
  }

  private CompletableFuture<Connection> connect(MsrpUri peer) {
    return connector.connect(peer);
  }

  public long incarnation() {
    return incarnation;
  }

  public Sessions sessions() {
    return sessions;
  }

  /// Binds the port. Blocks until it is bound.
  ///
  /// @throws IllegalStateException when it cannot be
  public void start() {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(pipeline);
    if (transport.epoll()) {
      bootstrap
          .childOption(EpollChannelOption.TCP_USER_TIMEOUT, DEAD_PEER_MILLIS)
          .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
    }
    var binding = bootstrap.bind(properties.bind(), properties.port()).awaitUninterruptibly();
    if (!binding.isSuccess()) {
      throw new IllegalStateException(
          "im.msrp.port: " + properties.bind() + ":" + properties.port() + " cannot be bound",
          binding.cause());
    }
    port = binding.channel();
    var _ =
        loops
            .next()
            .scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Looks at every deadline.
  ///
  /// @return one for each loop, complete when its sessions were looked at
  public List<Future<?>> tick() {
    connections.tick(time.nanos(), properties.bindTimeout().toNanos());
    return sessions.tick();
  }

  /// Whether the port is open.
  public boolean isListening() {
    Channel bound = port;
    return bound != null && bound.isActive();
  }

  /// The port that is bound, 0 before [#start].
  public int port() {
    Channel bound = port;
    return bound != null && bound.localAddress() instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  /// What clients connect to.
  public String advertisedHost() {
    String host = properties.advertisedHost();
    return host == null ? properties.bind() : host;
  }

  public int advertisedPort() {
    Integer advertised = properties.advertisedPort();
    return advertised == null ? port() : advertised;
  }

  /// Stops listening; connections stay.
  public void stopListening() {
    Channel bound = port;
    if (bound != null) {
      bound.close().awaitUninterruptibly();
    }
  }

  /// Closes every connection.
  @Override
  public void close() {
    stopListening();
    sessions.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
