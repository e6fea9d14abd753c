package org.parlour.benchmarks.msrp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.switching.Carrier;

/// The practical limit: frames MSRP, answers 200, gives each receiver its paths and a fresh
/// transaction id. It checks nothing, bounds nothing, reports nothing, and trusts each sender to
/// state its ranges. One event loop.
final class FloorServer implements MeasuredServer {
  private static final int HTTP_BODY = 1024;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Map<String, FloorLeg> legs = new ConcurrentHashMap<>();
  private final Map<Carrier, Channel> channels = new EnumMap<>(Carrier.class);

  FloorServer() {
    SslContext tls = new ServerKeys().server();
    channels.put(Carrier.TCP, bind(pipeline -> {}, false));
    channels.put(
        Carrier.TLS,
        bind(pipeline -> pipeline.addLast(tls.newHandler(pipeline.channel().alloc())), false));
    channels.put(Carrier.WS, bind(FloorServer::web, true));
  }

  /// @param first what comes before MSRP
  /// @param framed each message is written alone
  private Channel bind(Consumer<ChannelPipeline> first, boolean framed) {
    return new ServerBootstrap()
        .group(loop)
        .channel(EpollServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 1024)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel accepted) {
                first.accept(accepted.pipeline());
                accepted.pipeline().addLast(new FloorConnection(FloorServer.this, framed));
              }
            })
        .bind(Room.HOST, 0)
        .syncUninterruptibly()
        .channel();
  }

  private static void web(ChannelPipeline pipeline) {
    pipeline
        .addLast(new HttpServerCodec())
        .addLast(new HttpObjectAggregator(HTTP_BODY))
        .addLast(
            new WebSocketServerProtocolHandler(
                WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath(WebFrames.PATH)
                    .subprotocols(WebFrames.SUBPROTOCOL)
                    .maxFramePayloadLength(WebFrames.LARGEST)
                    .build()))
        .addLast(new FloorFrames());
  }

  /// The leg whose URI is `toPath`; null when there is none.
  @Nullable FloorLeg leg(byte[] toPath) {
    return legs.get(new String(toPath, StandardCharsets.US_ASCII));
  }

  @Override
  public int port(Carrier carrier) {
    Channel channel = channels.get(carrier);
    return channel == null ? 0 : ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void open(Room room) {
    FloorLeg[] all = new FloorLeg[room.legs()];
    for (int i = 0; i < all.length; i++) {
      all[i] = new FloorLeg(room.local(i, port()), room.remote(i));
    }
    for (int i = 0; i < all.length; i++) {
      FloorLeg self = all[i];
      self.others(Arrays.stream(all).filter(leg -> leg != self).toArray(FloorLeg[]::new));
      legs.put(room.local(i, port()), self);
    }
  }

  @Override
  public void closeRoom(Room room) {
    for (int i = 0; i < room.legs(); i++) {
      legs.remove(room.local(i, port()));
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully();
  }
}
