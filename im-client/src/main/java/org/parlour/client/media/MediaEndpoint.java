package org.parlour.client.media;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
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
  private final Map<InetSocketAddress, CompletableFuture<MediaConnection>> pool = new HashMap<>();
  private final Set<Channel> channels = new HashSet<>();
  private @Nullable CompletableFuture<Integer> listening;

  /// @param host the address that peers reach this host under
  /// @param shared sessions to the same peer share one connection, as RFC 4975 §5.4 allows
  public MediaEndpoint(EventLoop loop, String host, boolean shared, WireTap tap) {
    this.loop = loop;
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

  /// A session with a URI of its own, not yet connected. Unless `setup` is active a port is opened
  /// to be connected to.
  public CompletableFuture<MediaSession> newSession(Setup setup, MediaListener listener) {
    CompletableFuture<Integer> port =
        setup == Setup.ACTIVE ? CompletableFuture.completedFuture(DISCARD_PORT) : listen();
    return port.thenApply(
        at -> {
          MsrpUri uri = MsrpUri.of(false, host, at, Tokens.random(18), "tcp");
          MediaSession session = new MediaSession(this, uri, listener);
          expected.put(uri.sessionId(), session);
          return session;
        });
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
            .childHandler(pipeline(new CompletableFuture<>()));
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
  CompletableFuture<MediaConnection> connect(MsrpUri uri) {
    InetSocketAddress remote = new InetSocketAddress(uri.host(), uri.port());
    CompletableFuture<MediaConnection> known = shared ? pool.get(remote) : null;
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<MediaConnection> opening = new CompletableFuture<>();
    if (shared) {
      pool.put(remote, opening);
    }
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
        .handler(pipeline(opening))
        .connect(remote)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                pool.remove(remote, opening);
                opening.completeExceptionally(
                    new MediaException(481, "MSRP connection to " + remote + ": " + done.cause()));
              }
            });
    return opening;
  }

  private ChannelInitializer<Channel> pipeline(CompletableFuture<MediaConnection> opened) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channels.add(channel);
        MediaConnection connection = new MediaConnection(MediaEndpoint.this, channel, opened);
        channel.pipeline().addLast("decoder", new MsrpDecoder());
        channel.pipeline().addLast("encoder", new MsrpEncoder());
        if (tap != WireTap.NONE) {
          channel.pipeline().addLast("tap", new MediaTap(tap));
        }
        channel
            .pipeline()
            .addLast("gate", new SessionGate(MediaEndpoint.this, connection))
            .addLast("aggregator", new MsrpAggregator(TransferLimits.DEFAULT, ids))
            .addLast("sessions", connection);
      }
    };
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
