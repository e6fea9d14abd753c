package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.mswitch.switching.Carrier;

/// The clients: one event loop, so that nothing of it needs a lock.
final class Load implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  /// Connections that are set up at a time: less than any backlog.
  private static final int AT_ONCE = 100;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private final SslContext tls = ServerKeys.client();
  private int rooms;

  /// A name that was not used yet.
  String freshName() {
    return "r" + (1000 + rooms++);
  }

  EventLoop loop() {
    return loop;
  }

  /// Connects and binds every leg of the room. Blocks.
  List<LoadLeg> connect(Room room, ServerProcess server, Carrier carrier) {
    List<LoadLeg> legs = new ArrayList<>();
    for (int from = 0; from < room.legs(); from += AT_ONCE) {
      List<CompletableFuture<LoadLeg>> binding = new ArrayList<>();
      for (int leg = from; leg < Math.min(room.legs(), from + AT_ONCE); leg++) {
        binding.add(connect(room, leg, server, carrier));
      }
      binding.forEach(each -> legs.add(each.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()));
    }
    return legs;
  }

  private CompletableFuture<LoadLeg> connect(
      Room room, int leg, ServerProcess server, Carrier carrier) {
    CompletableFuture<@Nullable Void> upgraded = new CompletableFuture<>();
    LoadLeg opened = open(server.port(carrier), carrier, upgraded);
    byte[] bind = Sends.bind(room, leg, server.port()).getBytes(US_ASCII);
    byte[] written = carrier.framed() ? WebFrames.around(bind) : bind;
    Channel channel = opened.channel();
    return upgraded.thenCompose(
        done -> {
          channel.writeAndFlush(Unpooled.wrappedBuffer(written));
          return opened.bound();
        });
  }

  /// Connects, and no more.
  LoadLeg open(int port) {
    return open(port, Carrier.TCP, new CompletableFuture<>());
  }

  private LoadLeg open(int port, Carrier carrier, CompletableFuture<@Nullable Void> upgraded) {
    return new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel opened) {
                if (carrier.secure()) {
                  opened.pipeline().addLast(tls.newHandler(opened.alloc()));
                }
                if (carrier.framed()) {
                  opened.pipeline().addLast(new WebUpgrade(upgraded));
                } else {
                  upgraded.complete(null);
                }
                opened.pipeline().addLast(new LoadLeg(opened, carrier.framed()));
              }
            })
        .connect(Room.HOST, port)
        .syncUninterruptibly()
        .channel()
        .pipeline()
        .get(LoadLeg.class);
  }

  void disconnect(List<LoadLeg> legs) {
    legs.stream()
        .map(leg -> leg.channel().close())
        .toList()
        .forEach(closed -> closed.awaitUninterruptibly());
  }

  /// Asks something on the loop.
  <T> T call(Callable<T> question) {
    return loop.submit(question).syncUninterruptibly().getNow();
  }

  void run(Runnable task) {
    loop.submit(task).syncUninterruptibly();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
