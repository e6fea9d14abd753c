package org.parlour.client.transaction;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.sip.SipUri;
import org.parlour.client.sip.Via;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.SipReceiver;
import org.parlour.client.transport.SipTransport;
import org.parlour.client.transport.WireTap;

/// A transport with transactions on top, shared by any number of users: each user attaches under
/// the user part of its Contact, and requests are handed out by their Request-URI. So a load
/// generator puts hundreds of users on one TCP connection.
///
/// Thread: everything but [#close()] on the endpoint's event loop, except where said.
public final class SipEndpoint implements SipReceiver, AutoCloseable {
  private static final int LARGEST_OVER_UDP = 1300;

  private final EventLoop loop;
  private final SipTransport transport;
  private final Map<String, ClientTransaction> clients = new HashMap<>();
  private final Map<String, ServerTransaction> servers = new HashMap<>();
  private final Map<String, RequestHandler> users = new HashMap<>();
  private final Expiries expiries;
  private @Nullable RequestHandler otherwise;
  private @Nullable InetSocketAddress listening;

  public SipEndpoint(EventLoop loop, WireTap tap) {
    this.loop = loop;
    this.transport = new SipTransport(loop, this, tap);
    this.expiries = new Expiries(loop, SipTimers.LIFETIME);
  }

  public EventLoop loop() {
    return loop;
  }

  /// Opens UDP and TCP on one port of `host`. Thread: any.
  public CompletableFuture<InetSocketAddress> listen(InetSocketAddress at) {
    return transport
        .listen(at)
        .thenApply(
            address -> {
              listening = address;
              return address;
            });
  }

  /// The port opened by [#listen], or null.
  public @Nullable InetSocketAddress listening() {
    return listening;
  }

  /// The open or a new connection to `remote`; fails when nobody listens there.
  public CompletableFuture<SipFlow> connect(InetSocketAddress remote) {
    return transport.tcp(remote);
  }

  /// The way to `remote` from the UDP socket.
  public SipFlow datagrams(InetSocketAddress remote) {
    SipFlow flow = transport.udp(remote);
    if (flow == null) {
      throw new IllegalStateException("udp: not open (expected: listen() before)");
    }
    return flow;
  }

  public void attach(String user, RequestHandler handler) {
    users.put(user, handler);
  }

  public void detach(String user) {
    users.remove(user);
  }

  /// Takes requests for users that nobody attached.
  public void attachOtherwise(RequestHandler handler) {
    otherwise = handler;
  }

  /// Sends a request on `flow`, putting our Via on top. Over UDP a request of more than 1300 octets
  /// goes by TCP to the same address (RFC 3261 §18.1.1).
  public CompletableFuture<ClientTransaction> send(
      SipRequest request, SipFlow flow, ResponseHandler handler) {
    if (flow.reliable() || size(request) <= LARGEST_OVER_UDP) {
      return CompletableFuture.completedFuture(sendOn(withVia(request, flow), flow, handler));
    }
    return transport
        .tcp(flow.remote())
        .thenApply(stream -> sendOn(withVia(request, stream), stream, handler));
  }

  ClientTransaction sendOn(SipRequest request, SipFlow flow, ResponseHandler handler) {
    ClientTransaction transaction = new ClientTransaction(this, request, flow, handler);
    clients.put(key(request.branch(), request.method()), transaction);
    if (flow.isOpen()) {
      transaction.start();
    } else {
      loop.execute(
          () ->
              transaction.fail(
                  new RequestFailure(
                      RequestFailure.Kind.TRANSPORT, "connection closed: " + flow.remote())));
    }
    return transaction;
  }

  /// Sends an ACK for a 2xx: a request of its own that nobody answers. Thread: the event loop.
  public void sendAck(SipRequest ack, SipFlow flow) {
    flow.send(withVia(ack, flow));
  }

  private SipRequest withVia(SipRequest request, SipFlow flow) {
    InetSocketAddress at = flow.local();
    InetSocketAddress server = listening;
    int port = server == null ? at.getPort() : server.getPort();
    String host = server == null ? host(at) : host(server);
    request
        .headers()
        .addFirst(
            HeaderName.VIA,
            "SIP/2.0/"
                + flow.transport()
                + ' '
                + host
                + ':'
                + port
                + ";branch="
                + Tokens.branch()
                + ";rport");
    return request;
  }

  private static String host(InetSocketAddress address) {
    String text = address.getAddress().getHostAddress();
    return text.indexOf(':') < 0 ? text : '[' + text + ']';
  }

  private static int size(SipRequest request) {
    int size = request.body().length + request.startLine().length() + 100;
    for (int i = 0; i < request.headers().size(); i++) {
      size += request.headers().name(i).length() + request.headers().value(i).length() + 4;
    }
    return size;
  }

  private static String key(String branch, String method) {
    return method.equals(Methods.CANCEL) ? "CANCEL " + branch : branch;
  }

  void forget(ClientTransaction transaction) {
    clients.remove(
        key(transaction.request().branch(), transaction.request().method()), transaction);
  }

  void forgetLater(ClientTransaction transaction) {
    var _ = expiries.add(() -> forget(transaction));
  }

  void forget(String key, ServerTransaction transaction) {
    servers.remove(key, transaction);
  }

  void forgetLater(String key, ServerTransaction transaction) {
    var _ = expiries.add(() -> forget(key, transaction));
  }

  @Override
  public void received(SipMessage message, SipFlow flow) {
    switch (message) {
      case SipResponse response -> received(response);
      case SipRequest request -> received(request, flow);
    }
  }

  private void received(SipResponse response) {
    ClientTransaction transaction = clients.get(key(response.branch(), response.cseqMethod()));
    if (transaction != null) {
      transaction.received(response);
    }
  }

  private void received(SipRequest request, SipFlow flow) {
    String sentBy = stampVia(request, flow);
    if (sentBy == null) {
      return;
    }
    String branch = request.branch() + '|' + sentBy;
    String method = request.method();
    String key = method.equals(Methods.ACK) ? branch : key(branch, method);
    ServerTransaction known = servers.get(key);
    if (method.equals(Methods.ACK)) {
      if (known != null) {
        known.acknowledged();
      } else {
        RequestHandler handler = handlerOf(request);
        if (handler != null) {
          handler.ack(request);
        }
      }
      return;
    }
    if (known != null) {
      known.repeatLast();
      return;
    }
    ServerTransaction transaction = new ServerTransaction(this, key, request, flow);
    servers.put(key, transaction);
    if (method.equals(Methods.CANCEL)) {
      cancel(transaction, servers.get(branch));
      return;
    }
    RequestHandler handler = handlerOf(request);
    if (handler == null) {
      transaction.respond(404);
    } else {
      handler.request(transaction);
    }
  }

  private void cancel(ServerTransaction cancel, @Nullable ServerTransaction invite) {
    if (invite == null) {
      cancel.respond(481);
      return;
    }
    cancel.respond(200);
    RequestHandler handler = handlerOf(invite.request());
    if (handler != null && !invite.answered()) {
      handler.cancelled(invite);
    }
  }

  private static @Nullable String stampVia(SipRequest request, SipFlow flow) {
    try {
      Via via = Via.parse(request.headers().firstOr(HeaderName.VIA, ""));
      InetSocketAddress from = flow.remote();
      request
          .headers()
          .replaceFirst(HeaderName.VIA, via.received(host(from), from.getPort()).toString());
      return via.sentBy();
    } catch (MalformedSipException e) {
      return null; // nobody could be answered
    }
  }

  private @Nullable RequestHandler handlerOf(SipRequest request) {
    try {
      RequestHandler handler = users.get(SipUri.parse(request.uri()).user());
      return handler == null ? otherwise : handler;
    } catch (MalformedSipException e) {
      return otherwise;
    }
  }

  @Override
  public void closed(SipFlow flow) {
    List<ClientTransaction> broken = new ArrayList<>();
    for (ClientTransaction transaction : clients.values()) {
      if (transaction.flow() == flow) {
        broken.add(transaction);
      }
    }
    for (ClientTransaction transaction : broken) {
      transaction.fail(
          new RequestFailure(RequestFailure.Kind.TRANSPORT, "connection closed: " + flow.remote()));
    }
    new HashSet<>(users.values()).forEach(RequestHandler::disconnected);
  }

  /// Closes the sockets. Transactions that wait are forgotten. Thread: any.
  @Override
  public void close() {
    transport.close();
    loop.execute(expiries::close);
  }
}
