package org.parlour.benchmarks.msrp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The clients: one event loop, so that nothing of it needs a lock.
final class Load implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  /// Connections that are set up at a time: less than any backlog.
  private static final int AT_ONCE = 100;

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private int rooms;

  /// A name that was not used yet.
  String freshName() {
    return "r" + (1000 + rooms++);
  }

  EventLoop loop() {
    return loop;
  }

  /// Connects and binds every leg of the room. Blocks.
  List<LoadLeg> connect(Room room, int port) {
    List<LoadLeg> legs = new ArrayList<>();
    for (int from = 0; from < room.legs(); from += AT_ONCE) {
      List<CompletableFuture<LoadLeg>> binding = new ArrayList<>();
      for (int leg = from; leg < Math.min(room.legs(), from + AT_ONCE); leg++) {
        binding.add(connect(room, leg, port));
      }
      binding.forEach(each -> legs.add(each.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()));
    }
    return legs;
  }

  private CompletableFuture<LoadLeg> connect(Room room, int leg, int port) {
    LoadLeg opened = open(port);
    Channel channel = opened.channel();
    channel.writeAndFlush(ByteBufUtil.writeAscii(channel.alloc(), Sends.bind(room, leg, port)));
    return opened.bound();
  }

  /// Connects, and no more.
  LoadLeg open(int port) {
    return new Bootstrap()
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel opened) {
                opened.pipeline().addLast(new LoadLeg(opened));
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
