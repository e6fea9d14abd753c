package org.parlour.client;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.parlour.client.media.MediaIdentity;
import org.parlour.client.transport.WireTap;

/// The threads that any number of clients share.
public final class ClientRuntime implements AutoCloseable {
  private final EventLoopGroup loops;
  private final WireTap tap;
  private final MediaIdentity identity;

  /// @param identity what the clients show and trust over TLS
  public ClientRuntime(int threads, WireTap tap, MediaIdentity identity) {
    this.loops = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
    this.tap = tap;
    this.identity = identity;
  }

  public ClientRuntime(int threads, WireTap tap) {
    this(threads, tap, new MediaIdentity());
  }

  /// One thread, nobody listening in.
  public ClientRuntime() {
    this(1, WireTap.NONE);
  }

  /// A connection to the core for one client or for many. Fails when nobody listens there.
  ///
  /// @param sharedMedia the clients' sessions share MSRP connections
  public CompletableFuture<ClientNode> open(CoreAddress core, boolean sharedMedia) {
    return ClientNode.open(nextLoop(), core, sharedMedia, tap, identity);
  }

  public CompletableFuture<ClientNode> open(CoreAddress core) {
    return open(core, false);
  }

  /// The next event loop in turn.
  public EventLoop nextLoop() {
    return loops.next();
  }

  /// Ends the threads; sockets that are still open close with them.
  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
