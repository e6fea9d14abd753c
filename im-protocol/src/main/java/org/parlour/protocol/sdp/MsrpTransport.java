package org.parlour.protocol.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What carries MSRP between two neighbours: TCP, TLS (RFC 4975 §14.2) or a WebSocket (RFC 7977).
/// WebSockets are opened by clients only.
public enum MsrpTransport {
  TCP("msrp", "tcp"),
  TLS("msrps", "tcp"),
  WS("msrp", "ws"),
  WSS("msrps", "ws");

  private final String scheme;
  private final String parameter;

  MsrpTransport(String scheme, String parameter) {
    this.scheme = scheme;
    this.parameter = parameter;
  }

  /// Nobody else reads what it carries.
  public boolean secure() {
    return this == TLS || this == WSS;
  }

  /// Over WebSocket.
  public boolean web() {
    return this == WS || this == WSS;
  }

  /// The URI of a session (RFC 4975 §9, RFC 7977 §5).
  public String uri(String host, int port, String sessionId) {
    return scheme + "://" + host + ":" + port + "/" + sessionId + ";" + parameter;
  }

  /// What an MSRP URI names.
  ///
  /// @return null when it names a transport that is none of these
  public static @Nullable MsrpTransport of(String uri) {
    String lower = uri.toLowerCase(Locale.ROOT);
    int start = lower.indexOf(';') + 1;
    int next = lower.indexOf(';', start);
    String parameter = start == 0 ? "" : lower.substring(start, next < 0 ? lower.length() : next);
    boolean secure = lower.startsWith("msrps:");
    return switch (parameter) {
      case "tcp" -> secure ? TLS : TCP;
      case "ws" -> secure ? WSS : WS;
      default -> null;
    };
  }

  /// What the describer of a stream uses towards us: its first hop says so, and `TCP/TLS/MSRP` asks
  /// for TLS whatever the URI says.
  ///
  /// @return null when it is none of these
  public static @Nullable MsrpTransport of(MsrpMedia stream) {
    MsrpTransport hop = stream.path().isEmpty() ? null : of(stream.path().getFirst());
    return hop != null && stream.tls() ? hop.secured() : hop;
  }

  private MsrpTransport secured() {
    return web() ? WSS : TLS;
  }
}
