package org.parlour.interop.pager;

import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.parlour.client.CoreAddress.Transport;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.Tokens;
import org.parlour.client.transport.SipFlow;
import org.parlour.client.transport.SipReceiver;
import org.parlour.client.transport.SipTransport;
import org.parlour.client.transport.WireTap;
import org.parlour.interop.suite.RunningSuite;
import org.parlour.protocol.multipart.BodyPart;

/// A node of the operator's core that hands over MESSAGEs with whatever headers a test wants, to
/// the port for the IM domain's own identities.
final class CoreNode implements SipReceiver, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SipTransport transport;
  private final int port;
  private final Transport by;
  private final InetSocketAddress server;
  private final List<SipResponse> responses = new CopyOnWriteArrayList<>();

  CoreNode(RunningSuite suite, Transport by) {
    this.by = by;
    this.server = new InetSocketAddress("127.0.0.1", suite.addresses().controllingPort());
    this.transport = new SipTransport(loops.next(), this, WireTap.NONE);
    this.port = transport.listen(new InetSocketAddress("127.0.0.1", 0)).join().getPort();
  }

  static BodyPart text(String text) {
    return BodyPart.of("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// A MESSAGE that nobody has sent yet; sent again it is a retransmission.
  ///
  /// @param headers beyond those that every MESSAGE has
  SipRequest message(String target, String from, Map<String, String> headers, BodyPart body) {
    SipRequest request = new SipRequest(Methods.MESSAGE, target);
    request
        .headers()
        .add(HeaderName.VIA, via())
        .add(HeaderName.MAX_FORWARDS, "60")
        .add(HeaderName.FROM, '<' + from + ">;tag=" + Tokens.tag())
        .add(HeaderName.TO, '<' + target + '>')
        .add(HeaderName.CALL_ID, Tokens.random(22))
        .add(HeaderName.CSEQ, "1 " + Methods.MESSAGE)
        .add(HeaderName.ACCEPT_CONTACT, "*;+g.oma.sip-im");
    headers.forEach(request.headers()::add);
    return request.withBody(body.contentType(), body.body());
  }

  /// The same request by another way (RFC 3261 §8.2.2.2).
  SipRequest byAnotherWay(SipRequest request) {
    SipRequest copy = request.copy();
    copy.headers().set(HeaderName.VIA, via());
    return copy;
  }

  private String via() {
    return "SIP/2.0/" + by + " 127.0.0.1:" + port + ";branch=" + Tokens.branch() + ";rport";
  }

  /// Sends it and waits for its final answer.
  SipResponse exchange(SipRequest request) {
    int seen = responses.size();
    transport.loop().execute(() -> send(request));
    return await("answer to " + request.uri())
        .atMost(PATIENCE)
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> answer(request, seen), Optional::isPresent)
        .orElseThrow();
  }

  private void send(SipRequest request) {
    switch (by) {
      case TCP -> transport.tcp(server).thenAccept(flow -> flow.send(request));
      case UDP -> Objects.requireNonNull(transport.udp(server)).send(request);
    }
  }

  private Optional<SipResponse> answer(SipRequest request, int after) {
    return responses.stream()
        .skip(after)
        .filter(response -> response.branch().equals(request.branch()))
        .filter(response -> !response.provisional())
        .findFirst();
  }

  /// How many answers came to it.
  long answers(SipRequest request) {
    return responses.stream()
        .filter(response -> response.branch().equals(request.branch()))
        .count();
  }

  @Override
  public void received(SipMessage message, SipFlow flow) {
    if (message instanceof SipResponse response) {
      responses.add(response);
    }
  }

  @Override
  public void close() {
    transport.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
