package org.parlour.mswitch.pipeline;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.parlour.mswitch.config.Sockets;

/// Which sockets are used, and how: Linux' own where the native library is there, else those of the
/// JDK.
record Transport(
    IoHandlerFactory handlers,
    Class<? extends ServerSocketChannel> server,
    Class<? extends SocketChannel> client,
    Map<ChannelOption<?>, Object> options) {
  /// After so many seconds of silence the network asks whether the peer is there: again every
  /// `PROBE_SECONDS`, `PROBES` times in all.
  private static final int SILENCE_SECONDS = 60;

  private static final int PROBE_SECONDS = 15;
  private static final int PROBES = 4;

  /// An unanswered segment for so long, and the peer is gone.
  private static final int DEAD_PEER_MILLIS = 30_000;

  /// What the kernel takes beyond what the peer's window lets it send: more would only hide from us
  /// how far a reader is behind.
  private static final long UNSENT_BYTES = 128 * 1024;

  /// @throws IllegalStateException when `wanted` is not there
  static Transport of(Sockets wanted) {
    return switch (wanted) {
      case AUTO -> Epoll.isAvailable() ? epoll() : nio();
      case EPOLL -> {
        if (!Epoll.isAvailable()) {
          throw new IllegalStateException(
              "im.msrp.sockets: epoll is not there (expected: auto or nio)",
              Epoll.unavailabilityCause());
        }
        yield epoll();
      }
      case NIO -> nio();
    };
  }

  private static Transport epoll() {
    Map<ChannelOption<?>, Object> options = common();
    options.put(EpollChannelOption.TCP_USER_TIMEOUT, DEAD_PEER_MILLIS);
    options.put(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT_BYTES);
    options.put(EpollChannelOption.TCP_KEEPIDLE, SILENCE_SECONDS);
    options.put(EpollChannelOption.TCP_KEEPINTVL, PROBE_SECONDS);
    options.put(EpollChannelOption.TCP_KEEPCNT, PROBES);
    return new Transport(
        EpollIoHandler.newFactory(),
        EpollServerSocketChannel.class,
        EpollSocketChannel.class,
        options);
  }

  private static Transport nio() {
    Map<ChannelOption<?>, Object> options = common();
    options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), SILENCE_SECONDS);
    options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), PROBE_SECONDS);
    options.put(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), PROBES);
    return new Transport(
        NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class, options);
  }

  private static Map<ChannelOption<?>, Object> common() {
    Map<ChannelOption<?>, Object> options = new LinkedHashMap<>();
    options.put(ChannelOption.TCP_NODELAY, true);
    options.put(ChannelOption.SO_KEEPALIVE, true);
    return options;
  }

  void set(ServerBootstrap bootstrap) {
    options.forEach((option, value) -> setChild(bootstrap, option, value));
  }

  void set(Bootstrap bootstrap) {
    options.forEach((option, value) -> setOwn(bootstrap, option, value));
  }

  @SuppressWarnings("unchecked") // the map was filled with a value of the option's type
  private static <T> void setChild(ServerBootstrap bootstrap, ChannelOption<T> option, Object to) {
    bootstrap.childOption(option, (T) to);
  }

  @SuppressWarnings("unchecked") // likewise
  private static <T> void setOwn(
      AbstractBootstrap<?, ?> bootstrap, ChannelOption<T> option, Object to) {
    bootstrap.option(option, (T) to);
  }
}
