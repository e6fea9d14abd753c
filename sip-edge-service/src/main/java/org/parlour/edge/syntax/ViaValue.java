package org.parlour.edge.syntax;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One Via (RFC 3261 §20.42).
///
/// @param transport upper case
/// @param host of sent-by
/// @param port of sent-by, -1 when absent
public record ViaValue(String transport, String host, int port, HeaderParameters parameters) {
  /// Parameter of our own Vias: the aggregate that sends, base64url.
  public static final String KEY = "k";

  /// Parameter of our own Vias: the W3C trace context of the request.
  public static final String TRACE_PARENT = "t";

  private static final int DEFAULT_PORT = 5060;

  /// @throws SyntaxException when it is none
  public static ViaValue parse(String text) throws SyntaxException {
    int semicolon = text.indexOf(';');
    String front = semicolon < 0 ? text : text.substring(0, semicolon);
    int slash = front.indexOf('/', front.indexOf('/') + 1);
    if (slash < 0) {
      throw new SyntaxException("Via", text, "SIP/2.0/transport sent-by");
    }
    String rest = front.substring(slash + 1).strip();
    int space = firstSpace(rest);
    String protocol = front.substring(0, slash).replaceAll("\\s", "");
    if (space < 0 || !protocol.equalsIgnoreCase("SIP/2.0")) {
      throw new SyntaxException("Via", text, "SIP/2.0/transport sent-by");
    }
    String sentBy = rest.substring(space).replaceAll("\\s", "");
    int colon = sentBy.indexOf(':', Math.max(0, sentBy.indexOf(']')));
    String host = colon < 0 ? sentBy : sentBy.substring(0, colon);
    if (host.isEmpty()) {
      throw new SyntaxException("Via", text, "a sent-by host");
    }
    return new ViaValue(
        rest.substring(0, space).toUpperCase(Locale.ROOT),
        host,
        colon < 0 ? -1 : port(sentBy.substring(colon + 1), text),
        semicolon < 0 ? HeaderParameters.NONE : HeaderParameters.parse(text, semicolon));
  }

  private static int firstSpace(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ') {
        return i;
      }
    }
    return -1;
  }

  private static int port(String digits, String whole) throws SyntaxException {
    try {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= 0xffff) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new SyntaxException("Via", whole, "a port number");
    }
    throw new SyntaxException("Via", whole, "a port of 1 to 65535");
  }

  /// Null when absent.
  public @Nullable String branch() {
    return parameters.get("branch").orElse(null);
  }

  /// Where the message came from, as the first server noted it; null when sent-by says so.
  public @Nullable String received() {
    return parameters.get("received").filter(text -> !text.isEmpty()).orElse(null);
  }

  /// Whether the sender wants its source port noted (RFC 3581 §3).
  public boolean wantsRport() {
    return parameters.has("rport");
  }

  /// The noted source port, -1 when there is none.
  public int rport() {
    try {
      return Integer.parseInt(parameters.get("rport").orElse("-1"));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// The port of sent-by, or the default.
  public int sentByPort() {
    return port < 0 ? DEFAULT_PORT : port;
  }

  /// Sent-by in a form that can be compared: lower case, with its port.
  public String sentBy() {
    return host.toLowerCase(Locale.ROOT) + ":" + sentByPort();
  }
}
