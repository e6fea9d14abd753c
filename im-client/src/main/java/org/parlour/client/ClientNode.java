package org.parlour.client;

import io.netty.channel.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import org.parlour.client.media.MediaEndpoint;
import org.parlour.client.media.MediaIdentity;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.transaction.ClientTransaction;
import org.parlour.client.transaction.RequestFailure;
import org.parlour.client.transaction.ResponseHandler;
import org.parlour.client.transaction.SipEndpoint;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.WireTap;

/// The SIP and MSRP sockets that the clients of one event loop share. Thread: that loop, except
/// [#close()].
public final class ClientNode implements AutoCloseable {
  private final EventLoop loop;
  private final CoreAddress core;
  private final SipEndpoint sip;
  private final MediaEndpoint media;
  private final String host;

  private ClientNode(
      EventLoop loop, CoreAddress core, SipEndpoint sip, MediaEndpoint media, String host) {
    this.loop = loop;
    this.core = core;
    this.sip = sip;
    this.media = media;
    this.host = host;
  }

  static CompletableFuture<ClientNode> open(
      EventLoop loop, CoreAddress core, boolean sharedMedia, WireTap tap, MediaIdentity identity) {
    return CompletableFuture.supplyAsync(() -> localHost(core.address()), loop)
        .thenCompose(
            host -> {
              SipEndpoint sip = new SipEndpoint(loop, tap);
              MediaEndpoint media = new MediaEndpoint(loop, host, sharedMedia, tap, identity);
              ClientNode node = new ClientNode(loop, core, sip, media, host);
              CompletableFuture<?> ready =
                  switch (core.transport()) {
                    case TCP -> sip.connect(core.address());
                    case UDP -> sip.listen(new InetSocketAddress(host, 0));
                  };
              return ready.thenApply(done -> node);
            });
  }

  /// The address of ours that the core sees.
  private static String localHost(InetSocketAddress core) {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(core);
      InetAddress local = probe.getLocalAddress();
      return local.getHostAddress();
    } catch (SocketException | IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("no way to " + core, e));
    }
  }

  public EventLoop loop() {
    return loop;
  }

  public CoreAddress core() {
    return core;
  }

  SipEndpoint sip() {
    return sip;
  }

  MediaEndpoint media() {
    return media;
  }

  String host() {
    return host;
  }

  /// The way to the core; a TCP connection that broke is opened again.
  CompletableFuture<SipFlow> flow() {
    return switch (core.transport()) {
      case TCP -> sip.connect(core.address());
      case UDP -> CompletableFuture.completedFuture(sip.datagrams(core.address()));
    };
  }

  /// Sends a request to the core; a core that cannot be reached is a failure for `handler`.
  CompletableFuture<ClientTransaction> send(SipRequest request, ResponseHandler handler) {
    CompletableFuture<ClientTransaction> sent =
        flow().thenCompose(flow -> sip.send(request, flow, handler));
    sent.whenComplete(
        (transaction, failure) -> {
          if (failure != null) {
            handler.failed(
                new RequestFailure(
                    RequestFailure.Kind.TRANSPORT, "nothing is listening at " + core));
          }
        });
    return sent;
  }

  void sendAck(SipRequest ack) {
    flow().thenAccept(flow -> sip.sendAck(ack, flow));
  }

  /// Closes all sockets. Thread: any.
  @Override
  public void close() {
    sip.close();
    media.close();
  }
}
