package org.parlour.edge.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.metrics.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge's sockets: one UDP and one TCP listener for each port, connections to others as needed,
/// one for each remote address. Two event loops serve all of it.
///
/// Thread-safe; sending never blocks.
public final class SipTransport implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SipTransport.class);
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final int SOCKET_BUFFER = 1024 * 1024;
  private static final int BACKLOG = 1024;
  private static final int FLUSHES_TOGETHER = 64;

  private final SipLimits limits;
  private final FrameListener listener;
  private final EdgeMetrics metrics;
  private final Intake intake;
  private final Sockets sockets = Sockets.best();
  private final EventLoopGroup loops;
  private final Map<Integer, Channel> datagrams = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, TcpLink> accepted = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, Outgoing> outgoing = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  /// A connection that we opened, or are opening: whoever sends meanwhile is served in order.
  private record Outgoing(ChannelFuture connected) {
    boolean usable() {
      return !connected.isDone() || (connected.isSuccess() && connected.channel().isActive());
    }
  }

  public SipTransport(SipLimits limits, FrameListener listener, EdgeMetrics metrics) {
    this.limits = limits;
    this.listener = listener;
    this.metrics = metrics;
    this.intake = new Intake(limits.maxQueued());
    this.loops =
        new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("sip-io", true), sockets.handlers());
    metrics.gauge(EdgeMetrics.Gauge.INTAKE, intake, Intake::held);
    metrics.gauge(EdgeMetrics.Gauge.CONNECTIONS, connections);
  }

  /// Listens for datagrams. Blocks until the socket is bound.
  ///
  /// @throws IOException when the address is taken
  public void listenUdp(InetSocketAddress address) throws IOException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(sockets.datagram())
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
            .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
            .handler(new UdpReader(address.getPort(), limits, intake, listener, metrics));
    datagrams.put(address.getPort(), bound(bootstrap.bind(address), address));
  }

  /// Listens for connections. Blocks until the socket is bound.
  ///
  /// @throws IOException when the address is taken
  public void listenTcp(InetSocketAddress address) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(sockets.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
            .childHandler(initializer(address.getPort(), null));
    bound(bootstrap.bind(address), address);
  }

  private static Channel bound(ChannelFuture bind, InetSocketAddress address) throws IOException {
    bind.awaitUninterruptibly();
    if (!bind.isSuccess()) {
      throw new IOException("cannot listen on " + address, bind.cause());
    }
    return bind.channel();
  }

  private WriteBufferWaterMark waterMark() {
    return new WriteBufferWaterMark(limits.writeHighWater() / 2, limits.writeHighWater());
  }

  /// @param target where we connect to; null for a connection that we accept
  private ChannelInitializer<Channel> initializer(
      int localPort, @Nullable InetSocketAddress target) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        if (!admit(channel)) {
          return;
        }
        if (target == null) {
          InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
          TcpLink link = open(channel, remote, localPort);
          accepted.put(remote, link);
          channel.closeFuture().addListener(closed -> accepted.remove(remote, link));
        } else {
          open(channel, target, localPort);
        }
      }
    };
  }

  private boolean admit(Channel channel) {
    if (connections.incrementAndGet() > limits.maxConnections()) {
      connections.decrementAndGet();
      metrics.refusal(Refusal.CONNECTION_CAP);
      channel.close();
      return false;
    }
    channel.closeFuture().addListener(closed -> connections.decrementAndGet());
    return true;
  }

  /// The pipeline: idle → framing → flushes together → hand-over.
  private TcpLink open(Channel channel, InetSocketAddress remote, int localPort) {
    StreamFramer framer = new StreamFramer(limits.maxHead(), limits.maxBody());
    TcpLink link =
        new TcpLink(channel, remote, localPort, framer, limits, intake, listener, metrics);
    channel
        .pipeline()
        .addLast("flush", new FlushConsolidationHandler(FLUSHES_TOGETHER, true))
        .addLast(
            "idle", new IdleStateHandler(0, 0, limits.idle().toMillis(), TimeUnit.MILLISECONDS))
        .addLast("framer", framer)
        .addLast("link", link);
    return link;
  }

  /// The datagram link to `remote` from our port.
  public SipLink datagramLink(int localPort, InetSocketAddress remote) {
    Channel socket = datagrams.get(localPort);
    if (socket == null) {
      throw new IllegalStateException("localPort: " + localPort + " (expected: one listened on)");
    }
    return new UdpLink(socket, localPort, remote);
  }

  /// The open connection that `remote` made to us, or that we made to it.
  public @Nullable SipLink streamLink(InetSocketAddress remote) {
    TcpLink link = accepted.get(remote);
    if (link != null && link.isOpen()) {
      return link;
    }
    Outgoing out = outgoing.get(remote);
    return out != null && out.connected().isSuccess() && out.usable()
        ? out.connected().channel().pipeline().get(TcpLink.class)
        : null;
  }

  /// Sends over a connection to `remote`, which is opened if there is none. What is sent while it
  /// opens is kept and goes out in order. Takes ownership of `message`.
  ///
  /// @param localPort whose role requests take that come back on a connection opened here
  public void sendStream(
      int localPort, InetSocketAddress remote, byte[] message, SendOutcome outcome) {
    ChannelFuture connected = outgoing(remote, localPort).connected();
    connected.addListener(
        done -> {
          TcpLink link =
              done.isSuccess() ? connected.channel().pipeline().get(TcpLink.class) : null;
          if (link == null) {
            outcome.done(
                done.cause() == null ? new IOException("no connection: " + remote) : done.cause());
          } else {
            link.send(message, outcome);
          }
        });
  }

  private Outgoing outgoing(InetSocketAddress remote, int localPort) {
    Outgoing present = outgoing.get(remote);
    if (present != null && present.usable()) {
      return present;
    }
    synchronized (outgoing) {
      present = outgoing.get(remote);
      if (present == null || !present.usable()) {
        present = connect(remote, localPort);
        outgoing.put(remote, present);
      }
      return present;
    }
  }

  private Outgoing connect(InetSocketAddress remote, int localPort) {
    LOG.debug("connecting to {}", remote);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(sockets.stream())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limits.connectTimeout().toMillis())
            .handler(initializer(localPort, remote));
    Outgoing opening = new Outgoing(bootstrap.connect(remote));
    opening
        .connected()
        .channel()
        .closeFuture()
        .addListener(closed -> outgoing.remove(remote, opening));
    return opening;
  }

  /// Closes everything. Blocks at most two seconds.
  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
