package org.parlour.edge.inbound;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.edge.syntax.AddressValue;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderParameters;
import org.parlour.edge.syntax.SyntaxException;
import org.parlour.protocol.address.ImAddress;

/// Reads a REFER (RFC 3515, 4488, 5368, 3891): target, method, `Replaces`, list. Pure.
final class ReferReader {
  private ReferReader() {}

  static SipMethod.Refer read(HeaderBlock head, RequestBody body)
      throws RequestRefused, SyntaxException {
    String value = head.firstOrNull("Refer-To");
    if (value == null) {
      throw RequestRefused.malformed("REFER without Refer-To");
    }
    boolean subscribe =
        !head.first("Refer-Sub")
            .orElse("true")
            .strip()
            .toLowerCase(Locale.ROOT)
            .startsWith("false");
    AddressValue target = AddressValue.parse(value);
    if (target.uri().toLowerCase(Locale.ROOT).startsWith("cid:")) {
      if (body.recipients() == null) {
        throw RequestRefused.malformedBody("the list that Refer-To names is not there");
      }
      return new SipMethod.Refer(null, "INVITE", null, body.recipients(), subscribe);
    }
    ImAddress address = target.address();
    String method = address.parameter("method").orElse("INVITE").toUpperCase(Locale.ROOT);
    return new SipMethod.Refer(
        withoutMethod(target.uri()), method, replaces(target.uri()), body.recipients(), subscribe);
  }

  private static ImAddress withoutMethod(String uri) throws SyntaxException {
    String stripped = uri.replaceFirst("(?i);method=[^;?]*", "");
    return new AddressValue(null, stripped, HeaderParameters.NONE).address();
  }

  private static @Nullable String replaces(String uri) throws SyntaxException {
    int question = uri.indexOf('?');
    if (question < 0) {
      return null;
    }
    for (String header : uri.substring(question + 1).split("&", -1)) {
      if (header.regionMatches(true, 0, "Replaces=", 0, 9)) {
        try {
          return URLDecoder.decode(header.substring(9).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
          throw new SyntaxException("Replaces", header, "percent-encoded text");
        }
      }
    }
    return null;
  }
}
