package org.parlour.edge.inbound;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.SyntaxException;

/// Reads a SUBSCRIBE (RFC 6665 §8); of `xcap-diff` also which documents it is about (RFC 5875).
/// Bodies of other packages are filters, and passed over. Pure.
final class SubscribeReader {
  private SubscribeReader() {}

  /// Reads the body, when it is wanted.
  @FunctionalInterface
  interface Body {
    RequestBody read() throws RequestRefused;
  }

  static SipMethod.Subscribe read(HeaderBlock head, Body body)
      throws RequestRefused, SyntaxException {
    EventPackage event = HeaderReader.event(head);
    return new SipMethod.Subscribe(
        event, HeaderReader.number(head, "Expires"), accept(head), documents(head, event, body));
  }

  private static @Nullable DocumentSelection documents(
      HeaderBlock head, EventPackage event, Body body) throws RequestRefused, SyntaxException {
    if (!event.name().equals(EventPackage.XCAP_DIFF)) {
      return null;
    }
    boolean aggregate =
        HeaderReader.eventParameter(head, "diff-processing")
            .filter("aggregate"::equalsIgnoreCase)
            .isPresent();
    return new DocumentSelection(body.read().uris(), aggregate);
  }

  private static List<String> accept(HeaderBlock head) {
    return head.all("Accept").stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
  }
}
