package org.parlour.msrp.message;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `msrp://host:port/session-id;tcp`. The text is kept as it came; equality is that of RFC 4975
/// §6.1: scheme, host (case-insensitive), port (2855 when absent), session-id (case-sensitive) and
/// transport; userinfo and other parameters do not count.
///
/// The whole URI is a capability: print it with [#masked()] in logs.
public final class MsrpUri {
  public static final int DEFAULT_PORT = 2855;
  private static final int LONGEST = 1024;

  private final String text;
  private final boolean secure;
  private final String host;
  private final int port;
  private final String sessionId;
  private final String transport;
  private final int hash;

  private MsrpUri(
      String text, boolean secure, String host, int port, String sessionId, String transport) {
    this.text = text;
    this.secure = secure;
    this.host = host;
    this.port = port;
    this.sessionId = sessionId;
    this.transport = transport;
    this.hash = Objects.hash(sessionId, host, port);
  }

  /// A URI of ours.
  ///
  /// @param host a name, an IPv4 address, or an IPv6 address in brackets
  /// @param transport `tcp` or `ws`
  public static MsrpUri of(
      boolean secure, String host, int port, String sessionId, String transport) {
    return parse(
        (secure ? "msrps" : "msrp")
            + "://"
            + host
            + ":"
            + port
            + "/"
            + sessionId
            + ";"
            + transport);
  }

  /// @throws IllegalArgumentException when it is no MSRP URI with a transport, with the reason
  public static MsrpUri parse(String text) {
    String lower = text.length() > LONGEST ? "" : text.toLowerCase(Locale.ROOT);
    boolean secure = lower.startsWith("msrps://");
    if (!secure && !lower.startsWith("msrp://")) {
      throw bad(text, "msrp:// or msrps://, at most " + LONGEST + " characters");
    }
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '<' && c != '>' && c != '"')) {
      throw bad(text, "no spaces, quotes, angle brackets or control characters");
    }
    int authorityStart = secure ? 8 : 7;
    int semicolon = text.indexOf(';', authorityStart);
    if (semicolon < 0) {
      throw bad(text, ";transport");
    }
    int slash = text.indexOf('/', authorityStart);
    boolean hasSession = slash >= 0 && slash < semicolon;
    String authority = text.substring(authorityStart, hasSession ? slash : semicolon);
    String hostPort = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = hostPort.indexOf(':', Math.max(0, hostPort.lastIndexOf(']')));
    String host = (colon < 0 ? hostPort : hostPort.substring(0, colon)).toLowerCase(Locale.ROOT);
    String transport = parameter(lower, semicolon + 1);
    if (!isHost(host) || !isAlphanumeric(transport)) {
      throw bad(text, "a host and a transport");
    }
    return new MsrpUri(
        text,
        secure,
        host,
        colon < 0 ? DEFAULT_PORT : port(hostPort.substring(colon + 1), text),
        hasSession ? text.substring(slash + 1, semicolon) : "",
        transport);
  }

  private static boolean isHost(String host) {
    boolean address = host.length() > 2 && host.startsWith("[") && host.endsWith("]");
    String inner = address ? host.substring(1, host.length() - 1) : host;
    return !inner.isEmpty() && inner.chars().noneMatch(c -> "[]@/?#\\^`{|}".indexOf(c) >= 0);
  }

  private static boolean isAlphanumeric(String token) {
    return !token.isEmpty()
        && token.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  }

  private static String parameter(String text, int from) {
    int end = text.indexOf(';', from);
    return end < 0 ? text.substring(from) : text.substring(from, end);
  }

  private static int port(String digits, String text) {
    int port = 0;
    for (int i = 0; i < digits.length() && port <= 65535; i++) {
      int digit = digits.charAt(i) - '0';
      port = digit < 0 || digit > 9 ? 65536 : port * 10 + digit;
    }
    if (port < 1 || port > 65535) {
      throw bad(text, "a port of 1 to 65535");
    }
    return port;
  }

  private static IllegalArgumentException bad(String text, String expected) {
    return new IllegalArgumentException("msrpUri: " + text + " (expected: " + expected + ")");
  }

  /// `msrps`: only over TLS.
  public boolean secure() {
    return secure;
  }

  /// Lower case; IPv6 in brackets.
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /// Empty when the URI names no session.
  public String sessionId() {
    return sessionId;
  }

  /// Lower case: `tcp`, `ws`.
  public String transport() {
    return transport;
  }

  /// Without what would let a reader of a log use it.
  public String masked() {
    String start = sessionId.length() <= 4 ? "" : sessionId.substring(0, 4);
    return (secure ? "msrps" : "msrp") + "://" + host + ":" + port + "/" + start + "…";
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof MsrpUri other
        && secure == other.secure
        && host.equals(other.host)
        && port == other.port
        && sessionId.equals(other.sessionId)
        && transport.equals(other.transport);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return text;
  }
}
