package org.parlour.edge.inbound;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.ResponseRoute;
import org.parlour.edge.sipstack.SipInbound;
import org.parlour.edge.syntax.AddressValue;
import org.parlour.edge.syntax.HeaderField;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transport.Protocol;
import org.parlour.edge.transport.SipFrame;
import org.parlour.protocol.address.ImAddress;

/// Passes requests through that the core sent by an originating or terminating port with a further
/// Route, as a stateless proxy (RFC 3261 §16.11): the branch follows from the incoming one, so ACK,
/// CANCEL and retransmissions take the same way at any edge. Pure.
final class Relay {
  /// Tells our relayed branches from those of our own requests.
  private static final String BRANCH = "z9hG4bK-relay-";

  private static final int DEFAULT_PORT = 5060;

  /// These end here even when the core wants them back: they are for us. So are subscriptions to
  /// documents.
  private static final Set<String> ENDS_HERE = Set.of("REGISTER", "PUBLISH");

  private final String sentBy;
  private final Protocol usual;

  /// @param toHop where it goes
  record Forward(byte[] bytes, Hop toHop) {}

  /// @param toPrevious where it goes
  record Return(byte[] bytes, ResponseRoute toPrevious) {}

  /// @param sentBy the service name, with its port
  /// @param usual the transport for a Route that names none
  Relay(String sentBy, Protocol usual) {
    this.sentBy = sentBy;
    this.usual = usual;
  }

  /// The request as it goes on; empty for one that ends here.
  Optional<Forward> forward(SipInbound.Request request) throws RequestRefused {
    RequestHead head = request.head();
    List<String> routes = head.block().all("Route");
    if (request.role() == ServiceRole.CONTROLLING || routes.size() < 2 || endsHere(head)) {
      return Optional.empty();
    }
    if (head.maxForwards() == 0) {
      throw new RequestRefused(483, Refusal.TOO_MANY_HOPS, "Too Many Hops");
    }
    try {
      ImAddress next = AddressValue.parse(routes.get(1)).address();
      Hop hop =
          new Hop(
              next.host(),
              next.port() < 0 ? DEFAULT_PORT : next.port(),
              next.parameter("transport").flatMap(Protocol::of).orElse(usual));
      return Optional.of(new Forward(write(request, routes.subList(1, routes.size()), hop), hop));
    } catch (SyntaxException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static boolean endsHere(RequestHead head) {
    return ENDS_HERE.contains(head.method())
        || (head.method().equals("SUBSCRIBE")
            && HeaderReader.eventName(head.block()).equals(EventPackage.XCAP_DIFF));
  }

  private byte[] write(SipInbound.Request request, List<String> routes, Hop hop) {
    RequestHead head = request.head();
    StringBuilder out = new StringBuilder(request.frame().bytes().length + 160);
    line(out, head.block().startLine());
    header(
        out,
        "Via",
        "SIP/2.0/" + hop.protocol() + ' ' + sentBy + ";branch=" + branch(head.via()) + ";rport");
    List<String> vias = new ArrayList<>(head.vias());
    vias.set(0, Skeletons.note(vias.getFirst(), head.via(), request.link()));
    vias.forEach(via -> header(out, "Via", via));
    header(out, "Max-Forwards", Integer.toString(head.maxForwards() - 1));
    routes.forEach(route -> header(out, "Route", route));
    copy(head.block().fields(), Set.of("via", "route", "max-forwards", "content-length"), out);
    return finish(out, request.frame());
  }

  /// The same for a retransmission, for the ACK of an error and for a CANCEL.
  private static String branch(ViaValue via) {
    String text = via.sentBy() + '|' + via.branch();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return BRANCH + HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /// A response to something that we passed on, without our Via; empty for any other.
  Optional<Return> back(SipInbound.Response response) throws SyntaxException {
    String branch = response.head().via().branch();
    List<String> vias = response.head().block().all("Via");
    if (branch == null || !branch.startsWith(BRANCH) || vias.size() < 2) {
      return Optional.empty();
    }
    StringBuilder out = new StringBuilder(response.frame().bytes().length);
    line(out, response.head().block().startLine());
    vias.subList(1, vias.size()).forEach(via -> header(out, "Via", via));
    copy(response.head().block().fields(), Set.of("via", "content-length"), out);
    return Optional.of(
        new Return(
            finish(out, response.frame()),
            ResponseRoute.of(ViaValue.parse(vias.get(1)), response.link().localPort())));
  }

  private static void copy(List<HeaderField> fields, Set<String> without, StringBuilder out) {
    for (HeaderField field : fields) {
      if (!without.contains(field.name().toLowerCase(Locale.ROOT))) {
        header(out, field.name(), field.value());
      }
    }
  }

  private static void header(StringBuilder out, String name, String value) {
    line(out.append(name).append(": "), value);
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append("\r\n");
  }

  private static byte[] finish(StringBuilder out, SipFrame frame) {
    header(out, "Content-Length", Integer.toString(frame.bodyLength()));
    out.append("\r\n");
    byte[] head = out.toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[head.length + frame.bodyLength()];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(frame.bytes(), frame.bodyStart(), bytes, head.length, frame.bodyLength());
    return bytes;
  }
}
