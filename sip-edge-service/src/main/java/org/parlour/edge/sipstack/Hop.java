package org.parlour.edge.sipstack;

import java.util.Locale;
import org.parlour.edge.transport.Protocol;

/// The next hop of a request.
///
/// @param host address or name
public record Hop(String host, int port, Protocol protocol) {
  private static final int DEFAULT_PORT = 5060;
  private static final String USUAL_TRANSPORT = "tcp";

  /// Reads `host[:port][;transport=udp|tcp]`.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Hop parse(String text) {
    int semicolon = text.indexOf(';');
    String hostPort = semicolon < 0 ? text : text.substring(0, semicolon);
    int colon = hostPort.indexOf(':', Math.max(0, hostPort.indexOf(']')));
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    String transport =
        semicolon < 0
            ? USUAL_TRANSPORT
            : text.substring(semicolon + 1).toLowerCase(Locale.ROOT).replace("transport=", "");
    if (host.isEmpty()) {
      throw new IllegalArgumentException("hop: " + text + " (expected: host:port;transport=tcp)");
    }
    return new Hop(
        host,
        colon < 0 ? DEFAULT_PORT : Integer.parseInt(hostPort.substring(colon + 1)),
        Protocol.of(transport)
            .orElseThrow(
                () -> new IllegalArgumentException("hop: " + text + " (expected: udp or tcp)")));
  }
}
