package org.parlour.edge.outbound;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.SipStack;
import org.parlour.edge.syntax.AddressValue;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transport.Protocol;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.observe.Hops;

/// Writes requests, and finds where they go (RFC 3261 §8.1.2, §12.2.1.1, §16.12). Our Via names the
/// service that all edges share and carries the aggregate's key. Pure.
final class RequestWriter {
  private static final int DEFAULT_PORT = 5060;

  private final HeaderWriter headers;
  private final String sentBy;
  private final String userAgent;
  private final Hop nextHop;

  /// A request in its wire form and where it goes.
  ///
  /// @param datagram the form for UDP when only its size sends it over TCP; null otherwise
  record Written(byte[] bytes, Hop hop, byte @Nullable [] datagram) {}

  /// @param sentBy the service name, with its port
  /// @param nextHop for what has no route set
  RequestWriter(String warningAgent, String sentBy, String userAgent, Hop nextHop) {
    this.headers = new HeaderWriter(warningAgent);
    this.sentBy = sentBy;
    this.userAgent = userAgent;
    this.nextHop = nextHop;
  }

  /// @throws SyntaxException when the topmost route cannot be read
  Written write(SendRequest request) throws SyntaxException {
    Hop hop = hop(request);
    byte[] bytes = bytes(request, hop.protocol());
    if (SipStack.protocol(bytes, hop) != hop.protocol()) {
      Hop larger = new Hop(hop.host(), hop.port(), Protocol.TCP);
      return new Written(bytes(request, Protocol.TCP), larger, bytes);
    }
    return new Written(bytes, hop, null);
  }

  /// The CANCEL of an INVITE: same Via, same route (RFC 3261 §9.1).
  ///
  /// @throws SyntaxException when the topmost route cannot be read
  Written write(CancelRequest cancel) throws SyntaxException {
    SendRequest invite = cancel.invite();
    Written original = write(invite);
    return new Written(
        bytes(cancel, original.hop().protocol()),
        original.hop(),
        original.datagram() == null ? null : bytes(cancel, Protocol.UDP));
  }

  private byte[] bytes(CancelRequest cancel, Protocol protocol) throws SyntaxException {
    MessageText out = start(cancel.invite(), "CANCEL", protocol);
    out.optional("Reason", HeaderWriter.reason(cancel.reason()));
    return out.finish(new byte[0]);
  }

  private byte[] bytes(SendRequest request, Protocol protocol) throws SyntaxException {
    MessageText out = start(request, request.method(), protocol);
    headers.write(request.headers(), out);
    out.header("User-Agent", userAgent);
    WrittenContent body = WrittenContent.of(request.content());
    out.optional("Content-Type", body.contentType());
    return out.finish(body.body());
  }

  private MessageText start(SendRequest request, String method, Protocol protocol)
      throws SyntaxException {
    boolean strict = isStrict(request.routes());
    String target =
        strict
            ? AddressValue.parse(request.routes().getFirst()).uri()
            : request.requestUri().toString();
    MessageText out = new MessageText(method + ' ' + target + " SIP/2.0");
    out.header("Via", via(request, protocol));
    out.header("Max-Forwards", Integer.toString(request.maxForwards()));
    routes(request, strict).forEach(route -> out.header("Route", route));
    out.header("From", request.from() + ";tag=" + request.fromTag());
    out.header("To", request.to() + (request.toTag() == null ? "" : ";tag=" + request.toTag()));
    out.header("Call-ID", request.callId());
    out.header("CSeq", request.cseq() + " " + method);
    return out;
  }

  private String via(SendRequest request, Protocol protocol) {
    String key =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(request.key().value().getBytes(StandardCharsets.UTF_8));
    String trace = Hops.traceParent();
    return "SIP/2.0/"
        + protocol
        + ' '
        + sentBy
        + ";branch="
        + request.id().branch()
        + ";rport;"
        + ViaValue.KEY
        + '='
        + key
        + (trace == null ? "" : ";" + ViaValue.TRACE_PARENT + '=' + trace);
  }

  private static List<String> routes(SendRequest request, boolean strict) {
    if (!strict) {
      return request.routes();
    }
    List<String> routes = new ArrayList<>(request.routes().subList(1, request.routes().size()));
    routes.add('<' + request.requestUri().toString() + '>');
    return routes;
  }

  /// Whether the first hop is an RFC 2543 router.
  private static boolean isStrict(List<String> routes) throws SyntaxException {
    return !routes.isEmpty()
        && AddressValue.parse(routes.getFirst()).address().parameter("lr").isEmpty();
  }

  private Hop hop(SendRequest request) throws SyntaxException {
    return request.routes().isEmpty()
        ? nextHop
        : hop(AddressValue.parse(request.routes().getFirst()).address(), nextHop.protocol());
  }

  /// Where a URI points to.
  ///
  /// @param usual the transport when the URI names none
  static Hop hop(ImAddress uri, Protocol usual) {
    return new Hop(
        uri.host(),
        uri.port() < 0 ? DEFAULT_PORT : uri.port(),
        uri.parameter("transport").flatMap(Protocol::of).orElse(usual));
  }
}
