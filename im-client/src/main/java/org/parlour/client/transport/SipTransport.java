package org.parlour.client.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipParser;

/// Sockets and connections of one SIP element, all on one event loop.
///
/// A TCP connection is found again by the peer's address whoever opened it, so requests to a client
/// travel on the connection that the client opened (RFC 5923 without its negotiation; the only way
/// through a NAT).
public final class SipTransport implements AutoCloseable {
  private static final int LARGEST_QUEUE = 16 * 1024 * 1024;
  private static final int MOST_PORTS_TRIED = 20;
  private static final int LARGEST_DATAGRAM = 65535;
  private static final int SOCKET_BUFFER = 4 * 1024 * 1024;

  private final EventLoop loop;
  private final SipReceiver receiver;
  private final WireTap tap;
  private final Map<InetSocketAddress, TcpFlow> connections = new HashMap<>();
  private final Map<InetSocketAddress, List<CompletableFuture<SipFlow>>> waiting = new HashMap<>();
  private final List<Channel> listeners = new ArrayList<>();
  private final Set<Channel> toFlush = new LinkedHashSet<>();
  private @Nullable Channel udp;
  private boolean closed;

  public SipTransport(EventLoop loop, SipReceiver receiver, WireTap tap) {
    this.loop = loop;
    this.receiver = receiver;
    this.tap = tap;
  }

  public EventLoop loop() {
    return loop;
  }

  /// Opens TCP and UDP on one port; completes with the address, exceptionally when it is taken.
  /// With port 0 a port is found that is free for both.
  public CompletableFuture<InetSocketAddress> listen(InetSocketAddress at) {
    return listen(at, at.getPort() == 0 ? MOST_PORTS_TRIED : 1);
  }

  private CompletableFuture<InetSocketAddress> listen(InetSocketAddress at, int tries) {
    return listenTcp(at)
        .thenCompose(
            tcp ->
                listenUdp(tcp)
                    .exceptionallyCompose(
                        taken -> {
                          listeners.removeLast().close();
                          return tries > 1
                              ? listen(at, tries - 1)
                              : CompletableFuture.failedFuture(taken);
                        }));
  }

  /// Opens the UDP socket; completes with the address it got, exceptionally when it is taken.
  private CompletableFuture<InetSocketAddress> listenUdp(InetSocketAddress at) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LARGEST_DATAGRAM))
            .handler(new DatagramReader());
    return bound(bootstrap.bind(at))
        .thenApply(
            channel -> {
              udp = channel;
              return (InetSocketAddress) channel.localAddress();
            });
  }

  /// Accepts TCP connections; completes with the address it got, exceptionally when it is taken.
  private CompletableFuture<InetSocketAddress> listenTcp(InetSocketAddress at) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(LARGEST_QUEUE / 2, LARGEST_QUEUE))
            .childHandler(streamPipeline(true));
    return bound(bootstrap.bind(at)).thenApply(c -> (InetSocketAddress) c.localAddress());
  }

  private CompletableFuture<Channel> bound(ChannelFuture binding) {
    CompletableFuture<Channel> result = new CompletableFuture<>();
    binding.addListener(
        done -> {
          if (done.isSuccess()) {
            listeners.add(binding.channel());
            result.complete(binding.channel());
          } else {
            result.completeExceptionally(done.cause());
          }
        });
    return result;
  }

  /// The flow to `remote` from the UDP socket, or null when none is open.
  public @Nullable SipFlow udp(InetSocketAddress remote) {
    Channel socket = udp;
    return socket == null
        ? null
        : new UdpFlow(this, socket, (InetSocketAddress) socket.localAddress(), remote);
  }

  /// The open connection to `remote`, or a new one. Completes on the event loop, for several
  /// callers in the order of their calls; exceptionally when nobody listens there.
  public CompletableFuture<SipFlow> tcp(InetSocketAddress remote) {
    SipFlow existing = existingTcp(remote);
    if (existing != null) {
      return CompletableFuture.completedFuture(existing);
    }
    CompletableFuture<SipFlow> result = new CompletableFuture<>();
    List<CompletableFuture<SipFlow>> others = waiting.get(remote);
    if (others != null) {
      others.add(result);
      return result;
    }
    waiting.put(remote, new ArrayList<>(List.of(result)));
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5_000)
        .option(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(LARGEST_QUEUE / 2, LARGEST_QUEUE))
        .handler(streamPipeline(false))
        .connect(remote)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                opened(remote, null, done.cause());
              }
            });
    return result;
  }

  private void opened(InetSocketAddress remote, @Nullable SipFlow flow, @Nullable Throwable why) {
    List<CompletableFuture<SipFlow>> callers = waiting.remove(remote);
    if (callers != null) {
      for (CompletableFuture<SipFlow> caller : callers) {
        if (flow != null) {
          caller.complete(flow);
        } else {
          caller.completeExceptionally(why == null ? new IOException("closed") : why);
        }
      }
    }
  }

  /// The open connection to `remote`, or null; never opens one.
  public @Nullable SipFlow existingTcp(InetSocketAddress remote) {
    TcpFlow known = connections.get(remote);
    return known != null && known.isOpen() ? known : null;
  }

  private ChannelInitializer<Channel> streamPipeline(boolean accepted) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        channel
            .pipeline()
            .addLast("frames", new SipFrameDecoder(accepted))
            .addLast("messages", new StreamReader());
      }
    };
  }

  void tapped(boolean outgoing, SipFlow flow, byte[] bytes) {
    if (tap != WireTap.NONE) {
      tap.saw(
          new WireTap.Frame(WireTap.Protocol.SIP, outgoing, flow.local(), flow.remote(), bytes));
    }
  }

  /// Flushes `channel` once, after everything of this turn has been written.
  void flushLater(Channel channel) {
    if (toFlush.isEmpty()) {
      loop.execute(this::flushAll);
    }
    toFlush.add(channel);
  }

  private void flushAll() {
    Channel[] written = toFlush.toArray(Channel[]::new);
    toFlush.clear();
    for (Channel channel : written) {
      channel.flush();
    }
  }

  private void read(byte[] bytes, SipFlow flow) {
    tapped(false, flow, bytes);
    SipMessage message;
    try {
      message = SipParser.parse(bytes);
    } catch (MalformedSipException e) {
      receiver.malformed(e, bytes, flow);
      return;
    }
    receiver.received(message, flow);
  }

  /// Closes every socket; completes nothing that was pending. Thread: any.
  @Override
  public void close() {
    if (loop.inEventLoop()) {
      closeAll();
    } else {
      loop.submit(this::closeAll).awaitUninterruptibly(5_000);
    }
  }

  private void closeAll() {
    closed = true;
    flushAll();
    listeners.forEach(Channel::close);
    List.copyOf(connections.values()).forEach(connection -> connection.channel().close());
    connections.clear();
  }

  private final class StreamReader extends SimpleChannelInboundHandler<byte[]> {
    private @Nullable TcpFlow flow;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      TcpFlow opened = new TcpFlow(SipTransport.this, context.channel());
      flow = opened;
      if (closed) {
        context.close();
        return;
      }
      connections.put(opened.remote(), opened);
      opened(opened.remote(), opened, null);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      TcpFlow gone = flow;
      if (gone != null) {
        connections.remove(gone.remote(), gone);
        receiver.closed(gone);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, byte[] frame) {
      TcpFlow from = flow;
      if (from != null) {
        read(frame, from);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      TcpFlow from = flow;
      if (from != null && cause instanceof DecoderException) {
        receiver.malformed(
            new MalformedSipException(String.valueOf(cause.getMessage())), new byte[0], from);
      }
      context.close();
    }
  }

  private final class DatagramReader extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      ByteBuf content = packet.content();
      if (content.readableBytes() < 12) {
        return; // a keep-alive
      }
      byte[] bytes = new byte[content.readableBytes()];
      content.readBytes(bytes);
      Channel socket = context.channel();
      read(
          bytes,
          new UdpFlow(
              SipTransport.this,
              socket,
              (InetSocketAddress) socket.localAddress(),
              packet.sender()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      // An ICMP answer to an earlier datagram: the transaction's timer deals with it.
    }
  }
}
