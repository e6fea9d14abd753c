package org.parlour.labcore;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.parlour.client.auth.DigestClient;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.SipReceiver;
import org.parlour.client.transport.SipTransport;
import org.parlour.client.transport.WireTap;

/// A peer without transactions: sends exactly what a test writes and keeps what comes.
final class RawPeer implements AutoCloseable {
  private final EventLoop loop;
  private final SipTransport transport;
  private final BlockingQueue<SipMessage> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<SipFlow> flows = new LinkedBlockingQueue<>();
  private final String name;
  private String instance = "";

  RawPeer(EventLoop loop, String name) {
    this.loop = loop;
    this.name = name;
    this.transport =
        new SipTransport(
            loop,
            new SipReceiver() {
              @Override
              public void received(SipMessage message, SipFlow flow) {
                flows.add(flow);
                received.add(message);
              }
            },
            WireTap.NONE);
  }

  /// Its device has a name of its own, and wants a GRUU.
  RawPeer instance(String urn) {
    instance = urn;
    return this;
  }

  /// Listens on UDP and TCP at a free port.
  InetSocketAddress listen() {
    return transport.listen(new InetSocketAddress("127.0.0.1", 0)).join();
  }

  SipFlow connect(InetSocketAddress to) {
    return CompletableFuture.supplyAsync(() -> transport.tcp(to), loop)
        .thenCompose(flow -> flow)
        .join();
  }

  SipFlow datagrams(InetSocketAddress to) {
    return CompletableFuture.supplyAsync(() -> transport.udp(to), loop).join();
  }

  String contact(SipFlow flow) {
    return "<sip:"
        + name
        + "@127.0.0.1:"
        + flow.local().getPort()
        + (flow.reliable() ? ";transport=tcp" : "")
        + ">";
  }

  SipRequest request(String method, String uri, SipFlow flow) {
    SipRequest request = new SipRequest(method, uri);
    request
        .headers()
        .add(
            HeaderName.VIA,
            "SIP/2.0/"
                + flow.transport()
                + " 127.0.0.1:"
                + flow.local().getPort()
                + ";branch="
                + Tokens.branch()
                + ";rport")
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, "<sip:" + name + "@example.org>;tag=" + Tokens.tag())
        .add(HeaderName.TO, "<" + uri + ">")
        .add(HeaderName.CALL_ID, Tokens.random(16))
        .add(HeaderName.CSEQ, "1 " + method);
    return request;
  }

  void send(SipMessage message, SipFlow flow) {
    loop.submit(() -> flow.send(message)).awaitUninterruptibly();
  }

  /// The next message.
  SipMessage next() throws InterruptedException {
    SipMessage message = received.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError(name + ": nothing came");
    }
    return message;
  }

  /// The next final or reliable message: 100 is passed over.
  SipResponse response() throws InterruptedException {
    while (true) {
      if (next() instanceof SipResponse response && response.status() != 100) {
        return response;
      }
    }
  }

  SipRequest request() throws InterruptedException {
    while (true) {
      if (next() instanceof SipRequest request) {
        return request;
      }
    }
  }

  /// The flow of the first message that was not asked for yet.
  SipFlow flow() throws InterruptedException {
    SipFlow flow = flows.poll(10, TimeUnit.SECONDS);
    if (flow == null) {
      throw new AssertionError(name + ": nothing came");
    }
    return flow;
  }

  SipResponse register(SipFlow flow, String expires) throws InterruptedException {
    SipRequest first = registration(flow, expires);
    send(first, flow);
    SipResponse challenge = response();
    List<String> challenges = challenge.headers().all(HeaderName.WWW_AUTHENTICATE);
    SipRequest second = registration(flow, expires);
    second
        .headers()
        .set(HeaderName.CSEQ, "2 REGISTER")
        .add(
            HeaderName.AUTHORIZATION,
            new DigestClient(name, name, () -> "c")
                .answer(challenges, "REGISTER", "sip:example.org")
                .orElseThrow());
    send(second, flow);
    return response();
  }

  private SipRequest registration(SipFlow flow, String expires) {
    SipRequest request = request("REGISTER", "sip:example.org", flow);
    String user = "<sip:" + name + "@example.org>";
    request
        .headers()
        .set(HeaderName.TO, user)
        .add(HeaderName.CONTACT, contact(flow) + named())
        .add(HeaderName.EXPIRES, expires);
    if (!instance.isEmpty()) {
      request.headers().add(HeaderName.SUPPORTED, "outbound, gruu");
    }
    return request;
  }

  private String named() {
    return instance.isEmpty() ? "" : ";+sip.instance=\"<" + instance + ">\"";
  }

  @Override
  public void close() {
    transport.close();
  }
}
