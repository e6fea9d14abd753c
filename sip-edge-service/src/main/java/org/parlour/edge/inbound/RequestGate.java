package org.parlour.edge.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderField;
import org.parlour.edge.syntax.RequestHead;
import org.parlour.edge.transport.SipLink;
import org.parlour.edge.trust.TrustDomain;

/// What can be refused from the headers alone, cheapest first (RFC 3261 §8.2). Pure.
final class RequestGate {
  private static final Set<String> SCHEMES = Set.of("sip", "sips", "tel");
  private static final Set<String> UNCHECKED = Set.of("ACK", "CANCEL");

  private final TrustDomain trusted;

  RequestGate(TrustDomain trusted) {
    this.trusted = trusted;
  }

  /// For every request, whatever becomes of it.
  void admitPeer(SipLink link) throws RequestRefused {
    if (!trusts(link)) {
      throw new RequestRefused(403, Refusal.UNTRUSTED, "Forbidden");
    }
  }

  /// Whether what comes this way is believed.
  boolean trusts(SipLink link) {
    return trusted.trusts(link.remote().getAddress());
  }

  /// For a request that ends here.
  void check(RequestHead head) throws RequestRefused {
    if (UNCHECKED.contains(head.method())) {
      return;
    }
    checkMethod(head.method());
    checkScheme(head.uri());
    checkExtensions(head.block());
    checkHops(head);
    ContentCoding.check(head.block());
    checkEvent(head);
  }

  private static void checkMethod(String method) throws RequestRefused {
    if (Capabilities.METHODS.contains(method)) {
      return;
    }
    HeaderField allow = new HeaderField("Allow", Capabilities.ALLOW);
    if (Capabilities.FOREIGN_METHODS.contains(method)) {
      throw new RequestRefused(405, Refusal.METHOD_NOT_ALLOWED, "Method Not Allowed", allow);
    }
    throw new RequestRefused(501, Refusal.METHOD_UNKNOWN, "Not Implemented", allow);
  }

  private static void checkScheme(String uri) throws RequestRefused {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new RequestRefused(416, Refusal.URI_SCHEME, "Unsupported URI Scheme");
    }
  }

  private static void checkExtensions(HeaderBlock block) throws RequestRefused {
    List<String> unsupported = new ArrayList<>();
    for (String tag : block.all("Require")) {
      if (!Capabilities.EXTENSIONS.contains(tag.toLowerCase(Locale.ROOT))) {
        unsupported.add(tag);
      }
    }
    if (!unsupported.isEmpty()) {
      throw new RequestRefused(
          420,
          Refusal.EXTENSION,
          "Bad Extension",
          new HeaderField("Unsupported", String.join(", ", unsupported)));
    }
  }

  private static void checkHops(RequestHead head) throws RequestRefused {
    if (head.maxForwards() == 0 && !head.method().equals("OPTIONS")) {
      throw new RequestRefused(483, Refusal.TOO_MANY_HOPS, "Too Many Hops");
    }
  }

  private static void checkEvent(RequestHead head) throws RequestRefused {
    Set<String> served =
        switch (head.method()) {
          case "SUBSCRIBE" -> Capabilities.SUBSCRIBED_EVENTS;
          case "NOTIFY" -> Capabilities.NOTIFIED_EVENTS;
          case "PUBLISH" -> Capabilities.PUBLISHED_EVENTS;
          default -> Set.of();
        };
    if (served.isEmpty()) {
      return;
    }
    String event = head.block().first("Event").orElse("");
    int semicolon = event.indexOf(';');
    String name = (semicolon < 0 ? event : event.substring(0, semicolon)).strip();
    if (!served.contains(name.toLowerCase(Locale.ROOT))) {
      throw new RequestRefused(
          489,
          Refusal.EVENT,
          "Bad Event",
          new HeaderField("Allow-Events", Capabilities.ALLOW_EVENTS));
    }
  }
}
