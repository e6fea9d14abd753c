package org.parlour.client.media;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.client.transaction.Expiries;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.WireTap;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.transfer.TransferLimits;
import org.parlour.msrp.wire.MsrpAggregator;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.msrp.wire.MsrpEncoder;
import org.parlour.msrp.wire.TransactionIds;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.Setup;

/// Opens and accepts MSRP connections for the clients of one event loop. Thread: that loop, except
/// [#close()].
public final class MediaEndpoint implements AutoCloseable {
  /// How long a request waits for its response (RFC 4975 §7.1.1).
  private static final long RESPONSE_MILLIS = 30_000;

  /// Named by a client that connects itself and listens nowhere (reference §13.1).
  private static final int DISCARD_PORT = 9;

  private final EventLoop loop;
  private final String host;
  private final WireTap tap;
  private final boolean shared;
  private final TransactionIds ids = new TransactionIds();
  private final Expiries timeouts;
  private final Map<String, MediaSession> expected = new HashMap<>();
  private final MediaIdentity identity;
  private final Map<Way, CompletableFuture<MediaConnection>> pool = new HashMap<>();
  private final Set<Channel> channels = new HashSet<>();
  private @Nullable CompletableFuture<Integer> listening;

  /// How a peer is reached.
  ///
  /// @param fingerprint of its certificate; null when it named none
  private record Way(MsrpTransport by, InetSocketAddress peer, @Nullable String fingerprint) {}

  /// Shows a certificate that nobody else has, and trusts whom the JDK trusts.
  public MediaEndpoint(EventLoop loop, String host, boolean shared, WireTap tap) {
    this(loop, host, shared, tap, new MediaIdentity());
  }

  /// @param host the address that peers reach this host under
  /// @param shared sessions to the same peer share one connection, as RFC 4975 §5.4 allows
  public MediaEndpoint(
      EventLoop loop, String host, boolean shared, WireTap tap, MediaIdentity identity) {
    this.loop = loop;
    this.identity = identity;
    this.host = host;
    this.shared = shared;
    this.tap = tap;
    this.timeouts = new Expiries(loop, RESPONSE_MILLIS);
  }

  EventLoop loop() {
    return loop;
  }

  TransactionIds ids() {
    return ids;
  }

  Expiries timeouts() {
    return timeouts;
  }

  public MediaIdentity identity() {
    return identity;
  }

  /// A session over TCP.
  public CompletableFuture<MediaSession> newSession(Setup setup, MediaListener listener) {
    return newSession(MsrpTransport.TCP, setup, listener);
  }

  /// A session with a URI of its own, not yet connected. Over TCP a port is opened to be connected
  /// to, unless `setup` is active; over anything else this side connects.
  public CompletableFuture<MediaSession> newSession(
      MsrpTransport by, Setup setup, MediaListener listener) {
    CompletableFuture<Integer> port =
        setup == Setup.ACTIVE || by != MsrpTransport.TCP
            ? CompletableFuture.completedFuture(DISCARD_PORT)
            : listen();
    return port.thenApply(
        at -> {
          MsrpUri uri = MsrpUri.parse(by.uri(hostOf(by), at, Tokens.random(18)));
          MediaSession session = new MediaSession(this, uri, listener);
          expected.put(uri.sessionId(), session);
          return session;
        });
  }

  /// A browser has no address that it could name (RFC 7977 §5).
  private String hostOf(MsrpTransport by) {
    return by.web() ? Tokens.random(12).toLowerCase(Locale.ROOT) + ".invalid" : host;
  }

  @Nullable MediaSession expected(String sessionId) {
    return expected.get(sessionId);
  }

  void forget(MediaSession session) {
    expected.remove(session.localUri().sessionId(), session);
  }

  private CompletableFuture<Integer> listen() {
    CompletableFuture<Integer> known = listening;
    if (known != null) {
      return known;
    }
    CompletableFuture<Integer> result = new CompletableFuture<>();
    listening = result;
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(accepting());
    ChannelFuture binding = bootstrap.bind(host, 0);
    binding.addListener(
        done -> {
          if (done.isSuccess()) {
            channels.add(binding.channel());
            result.complete(((InetSocketAddress) binding.channel().localAddress()).getPort());
          } else {
            result.completeExceptionally(done.cause());
          }
        });
    return result;
  }

  /// A connection to the host of `uri`: the shared one or a new one.
  ///
  /// @param fingerprint the peer's `a=fingerprint`: only who shows that certificate is spoken to;
  ///     null when it named none
  CompletableFuture<MediaConnection> connect(MsrpUri uri, @Nullable String fingerprint) {
    InetSocketAddress remote = new InetSocketAddress(uri.host(), uri.port());
    MsrpTransport by = MsrpTransport.of(uri.toString());
    if (by == null) {
      return CompletableFuture.failedFuture(
          new MediaException(481, "MSRP over " + uri.transport() + " is not known here"));
    }
    Way way = new Way(by, remote, by.secure() ? fingerprint : null);
    CompletableFuture<MediaConnection> known = shared ? pool.get(way) : null;
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<MediaConnection> opening = new CompletableFuture<>();
    if (shared) {
      pool.put(way, opening);
      opening.whenComplete(
          (opened, failure) -> {
            if (failure != null) {
              pool.remove(way, opening);
            }
          });
    }
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
        .handler(connecting(way, opening))
        .connect(remote)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                opening.completeExceptionally(
                    new MediaException(481, "MSRP connection to " + remote + ": " + done.cause()));
              }
            });
    return opening;
  }

  private ChannelInitializer<Channel> accepting() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        fill(channel.pipeline(), new MediaConnection(MediaEndpoint.this, channel));
      }
    };
  }

  private ChannelInitializer<Channel> connecting(
      Way way, CompletableFuture<MediaConnection> opening) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        if (way.by().secure()) {
          pipeline.addLast(
              "tls", identity.connecting(channel, way.peer(), way.fingerprint() != null));
        }
        if (way.by().web()) {
          WebSocketMessages.addTo(pipeline, way.by(), way.peer());
        }
        MediaConnection connection = new MediaConnection(MediaEndpoint.this, channel);
        pipeline.addLast("opening", new Opening(way.by(), way.fingerprint(), connection, opening));
        fill(pipeline, connection);
      }
    };
  }

  private void fill(ChannelPipeline pipeline, MediaConnection connection) {
    channels.add(pipeline.channel());
    pipeline.addLast("decoder", new MsrpDecoder()).addLast("encoder", new MsrpEncoder());
    if (tap != WireTap.NONE) {
      pipeline.addLast("tap", new MediaTap(tap));
    }
    pipeline
        .addLast("gate", new SessionGate(this, connection))
        .addLast("aggregator", new MsrpAggregator(TransferLimits.DEFAULT, ids))
        .addLast("sessions", connection);
  }

  void closed(MediaConnection connection, Channel channel) {
    channels.remove(channel);
    pool.values().removeIf(known -> known.getNow(null) == connection);
  }

  boolean closesIdleConnections() {
    return !shared;
  }

  /// Closes every connection. Thread: any.
  @Override
  public void close() {
    loop.execute(
        () -> {
          timeouts.close();
          Set.copyOf(channels).forEach(Channel::close);
        });
  }
}
