package org.parlour.mswitch.pipeline;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.contracts.media.SwitchDoors;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.config.Advertised;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.session.Connection;
import org.parlour.mswitch.session.LegTable;
import org.parlour.mswitch.session.Sessions;
import org.parlour.mswitch.session.Shared;
import org.parlour.mswitch.session.Time;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.mswitch.tls.Certificates;

/// The MSRP side of the switch: its event loops, the sessions on them, the ports.
public final class MsrpServer implements AutoCloseable {
  private static final int TICK_MILLIS = 250;

  private final SwitchProperties properties;
  private final long incarnation;
  private final EventLoopGroup loops;

  /// Apart from the loops: a busy one would take few new connections each time it comes round.
  private final EventLoopGroup acceptor;

  private final Time time;
  private final Certificates certificates;
  private final Connections connections;
  private final Ports ports;
  private final MsrpConnector connector;
  private final Sessions sessions;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          new DefaultThreadFactory("msrp-certificates", true));

  /// @param incarnation of this switch: grows with each start
  /// @throws IllegalStateException when something that is configured cannot be used
  public MsrpServer(
      SwitchProperties properties,
      long incarnation,
      Backbone backbone,
      SwitchMetrics metrics,
      Time time) {
    this.properties = properties;
    this.incarnation = incarnation;
    this.time = time;
    this.certificates = new Certificates(properties.tls(), advertisedHost(), metrics);
    Transport transport = Transport.of(properties.sockets());
    int threads =
        properties.threads() > 0
            ? properties.threads()
            : Runtime.getRuntime().availableProcessors();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("msrp"), transport.handlers());
    this.acceptor =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("msrp-acceptor"), transport.handlers());
    this.connections =
        new Connections(metrics, properties.maxConnections(), properties.maxConnectionsOfAddress());
    Shared shared =
        new Shared(
            incarnation,
            backbone,
            this::connect,
            new LegTable(),
            properties.pathMatching(),
            properties.earlyPatience(),
            properties.session().limits(),
            time,
            metrics);
    Pipelines pipelines = new Pipelines(connections, shared, properties, certificates);
    this.ports = new Ports(properties, acceptor, loops, transport, pipelines);
    this.connector = new MsrpConnector(properties.connectPolicy(), loops, transport, pipelines);
    this.sessions = new Sessions(loops, shared);
  }

  private CompletableFuture<Connection> connect(MsrpUri peer, boolean named) {
    return connector.connect(peer, named);
  }

  public long incarnation() {
    return incarnation;
  }

  public Sessions sessions() {
    return sessions;
  }

  /// Binds the ports. Blocks until they are bound.
  ///
  /// @throws IllegalStateException when one cannot be
  public void start() {
    ports.open();
    long reload = properties.tls().reload().toMillis();
    var _ =
        reader.scheduleWithFixedDelay(certificates::refresh, reload, reload, TimeUnit.MILLISECONDS);
    var _ =
        loops
            .next()
            .scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Looks at every deadline.
  ///
  /// @return one for each loop, complete when its sessions were looked at
  public List<Future<?>> tick() {
    connections.tick(
        time.nanos(), properties.bindTimeout().toNanos(), properties.idleTimeout().toNanos());
    return sessions.tick();
  }

  /// Whether the ports are open.
  public boolean isListening() {
    return ports.areOpen();
  }

  /// The port for TCP, 0 before [#start].
  public int port() {
    return ports.port(Carrier.TCP);
  }

  /// The port for `carrier`, 0 when there is none.
  public int port(Carrier carrier) {
    return ports.port(carrier);
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

  /// Where clients connect to otherwise than over TCP.
  ///
  /// @return null when there is nothing else
  public @Nullable SwitchDoors doors() {
    String host = advertisedHost();
    SwitchAddress tls = Advertised.of(properties.tls().advertised(), host, port(Carrier.TLS));
    SwitchAddress ws = Advertised.of(properties.web().advertised(), host, port(Carrier.WS));
    SwitchAddress wss = Advertised.of(properties.web().secureAdvertised(), host, port(Carrier.WSS));
    return tls == null && ws == null && wss == null
        ? null
        : new SwitchDoors(tls, ws, wss, certificates.fingerprint());
  }

  /// Stops listening; connections stay.
  public void stopListening() {
    ports.close();
  }

  /// Closes every connection.
  @Override
  public void close() {
    stopListening();
    reader.shutdownNow();
    sessions.close();
    acceptor.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
