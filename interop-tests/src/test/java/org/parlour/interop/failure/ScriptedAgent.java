package org.parlour.interop.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;
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
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// A user agent without transactions, as the core's last proxy would let it appear: it chooses for
/// each message to which edge it goes, and it listens on its sent-by. Requests that it gets are
/// answered 200.
public final class ScriptedAgent implements SipReceiver, AutoCloseable {
  private static final String FACTORY = "sip:conference-factory@im.example.org";
  private static final String FEATURE = "+g.oma.sip-im";
  private static final String SDP =
      """
      v=0
      o=- 1 %d IN IP4 127.0.0.1
      s=-
      c=IN IP4 127.0.0.1
      t=0 0
      m=message 9 TCP/MSRP *
      a=accept-types:message/cpim text/plain
      a=accept-wrapped-types:*
      a=setup:active
      a=path:msrp://127.0.0.1:9/scripted;tcp
      """;

  private final String user;
  private final String tag = Tokens.tag();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final SipTransport transport;
  private final int port;
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  /// @param nanos when it was read
  public record Arrival(SipMessage message, SipFlow flow, long nanos) {}

  public ScriptedAgent(String user) {
    this.user = user;
    this.transport = new SipTransport(loops.next(), this, WireTap.NONE);
    this.port = transport.listen(new InetSocketAddress("127.0.0.1", 0)).join().getPort();
  }

  /// An INVITE to F, complete with Via; sent again it is a retransmission.
  SipRequest invitation(ImAddress... invitees) {
    return invitation(List.of(invitees).stream().map(Recipient::to).toList());
  }

  public SipRequest invitation(List<Recipient> invitees) {
    List<BodyPart> parts =
        List.of(
            BodyPart.of("application/sdp", sdp(1)),
            new BodyPart(
                ResourceLists.CONTENT_TYPE,
                "recipient-list",
                true,
                null,
                ResourceLists.write(invitees)));
    String boundary = Multipart.boundaryFor(parts);
    SipRequest request = fresh(Methods.INVITE, FACTORY);
    request.headers().add(HeaderName.REQUIRE, "recipient-list-invite");
    return session(request)
        .withBody(Multipart.contentType(boundary), Multipart.write(boundary, parts));
  }

  /// A request outside of dialogs.
  public SipRequest fresh(String method, String uri) {
    SipRequest request = new SipRequest(method, uri);
    request
        .headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, "<sip:" + user + "@example.org>;tag=" + tag)
        .add(HeaderName.TO, '<' + uri + '>')
        .add(HeaderName.CALL_ID, Tokens.random(22))
        .add(HeaderName.CSEQ, "1 " + method)
        .add(HeaderName.ACCEPT_CONTACT, "*;" + FEATURE)
        .add(HeaderName.RECORD_ROUTE, "<sip:127.0.0.1:" + port + ";transport=tcp;lr>");
    return complete(request);
  }

  /// A change of the session within its dialog.
  SipRequest modification(SipRequest inDialog, int version) {
    return session(complete(inDialog)).withBody("application/sdp", sdp(version));
  }

  private SipRequest session(SipRequest request) {
    request
        .headers()
        .add(HeaderName.ALLOW, "INVITE, ACK, CANCEL, BYE, NOTIFY, UPDATE")
        .add(HeaderName.SUPPORTED, "timer");
    return request;
  }

  /// Via, identity and Contact, as a proxy of the core hands it over: its own Route is gone.
  public SipRequest complete(SipRequest request) {
    request
        .headers()
        .remove(HeaderName.ROUTE)
        .addFirst(HeaderName.VIA, via(Tokens.branch()))
        .set(HeaderName.ASSERTED_IDENTITY, "<sip:" + user + "@example.org>")
        .set(
            HeaderName.CONTACT,
            "<sip:" + user + "@127.0.0.1:" + port + ";transport=tcp>;" + FEATURE);
    return request;
  }

  private String via(String branch) {
    return "SIP/2.0/TCP 127.0.0.1:" + port + ";branch=" + branch + ";rport";
  }

  /// The CANCEL of an INVITE (RFC 3261 §9.1).
  static SipRequest cancel(SipRequest invite) {
    SipRequest cancel = new SipRequest(Methods.CANCEL, invite.uri());
    cancel
        .headers()
        .add(HeaderName.VIA, invite.headers().firstOr(HeaderName.VIA, ""))
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, invite.headers().firstOr(HeaderName.FROM, ""))
        .add(HeaderName.TO, invite.headers().firstOr(HeaderName.TO, ""))
        .add(HeaderName.CALL_ID, invite.callId())
        .add(HeaderName.CSEQ, invite.cseq() + " " + Methods.CANCEL);
    return cancel;
  }

  private static byte[] sdp(int version) {
    return SDP.formatted(version).replace("\n", "\r\n").getBytes(UTF_8);
  }

  /// Sends it to this edge, on the open connection or on a new one.
  public void send(SipRequest request, InetSocketAddress edge) {
    transport.tcp(edge).thenAcceptAsync(flow -> flow.send(request), transport.loop()).join();
  }

  /// The first response to `request` with this status.
  public Arrival awaitResponse(SipRequest request, int status, Duration patience) {
    return awaitArrival(
        status + " to " + request.method(),
        arrival ->
            arrival.message() instanceof SipResponse response
                && response.status() == status
                && response.branch().equals(request.branch())
                && response.cseqMethod().equals(request.method()),
        patience);
  }

  public Arrival awaitRequest(String method, String callId, Duration patience) {
    return awaitArrival(
        method,
        arrival ->
            arrival.message() instanceof SipRequest request
                && request.is(method)
                && request.callId().equals(callId),
        patience);
  }

  /// The bodies of the first `count` such requests, in the order in which they came.
  public List<String> awaitBodies(String method, String callId, int count, Duration patience) {
    return await(user + " gets " + count + ' ' + method)
        .atMost(patience)
        .until(() -> bodies(method, callId), bodies -> bodies.size() >= count)
        .subList(0, count);
  }

  private List<String> bodies(String method, String callId) {
    return arrivals.stream()
        .map(Arrival::message)
        .filter(m -> m instanceof SipRequest r && r.is(method) && r.callId().equals(callId))
        .map(m -> new String(m.body(), UTF_8))
        .toList();
  }

  private Arrival awaitArrival(String what, Predicate<Arrival> test, Duration patience) {
    try {
      return await(user + " gets " + what)
          .atMost(patience)
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .until(() -> arrivals.stream().filter(test).findFirst(), Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "; seen: " + seen(), e);
    }
  }

  /// How often such a response came.
  long count(SipRequest request, int status) {
    return arrivals.stream()
        .filter(
            arrival ->
                arrival.message() instanceof SipResponse response
                    && response.status() == status
                    && response.branch().equals(request.branch())
                    && response.cseqMethod().equals(request.method()))
        .count();
  }

  private List<String> seen() {
    return arrivals.stream()
        .map(
            a ->
                a.message().startLine()
                    + " ("
                    + a.message().headers().firstOr(HeaderName.CSEQ, "")
                    + ") from "
                    + a.flow().remote().getPort())
        .toList();
  }

  @Override
  public void received(SipMessage message, SipFlow flow) {
    arrivals.add(new Arrival(message, flow, System.nanoTime()));
    if (message instanceof SipRequest request && !request.is(Methods.ACK)) {
      flow.send(request.response(200, tag));
    }
  }

  @Override
  public void close() {
    transport.close();
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
