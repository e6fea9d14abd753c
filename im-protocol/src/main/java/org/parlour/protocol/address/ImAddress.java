package org.parlour.protocol.address;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An IM Address: a `sip:`, `sips:` or `tel:` URI, taken apart. The text form is kept as it came;
/// equality is that of RFC 3261 §19.1.4 for what identifies a user: scheme, user part
/// (case-sensitive), host (case-insensitive), port and parameters.
///
/// A `tel:` URI has its number as [#user()] and an empty [#host()]. Headers (`?…`) and the password
/// of a userinfo are never kept: nobody may inject headers through an address.
///
/// Use [#canonical()] before an address becomes a key.
public final class ImAddress {
  private final String scheme;
  private final String user;
  private final String host;
  private final int port;
  private final Map<String, String> parameters;
  private final String text;

  private ImAddress(
      String scheme, String user, String host, int port, Map<String, String> parameters) {
    this.scheme = scheme;
    this.user = user;
    this.host = host;
    this.port = port;
    this.parameters = Map.copyOf(parameters);
    this.text = render(scheme, user, host, port, parameters);
  }

  /// Reads one URI without angle brackets.
  ///
  /// @throws IllegalArgumentException when it is not a sip, sips or tel URI, with the reason
  public static ImAddress parse(String uri) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "sip", "sips" -> parseSip(scheme, uri.substring(colon + 1), uri);
      case "tel" -> parseTel(uri.substring(colon + 1), uri);
      default -> throw bad(uri, "a sip:, sips: or tel: URI");
    };
  }

  /// The `sip:` address of `user` at `host`.
  public static ImAddress sip(String user, String host) {
    return new ImAddress("sip", user, host.toLowerCase(Locale.ROOT), -1, Map.of());
  }

  private static ImAddress parseSip(String scheme, String rest, String whole) {
    String address = upTo(rest, '?');
    int at = address.indexOf('@');
    String userInfo = at < 0 ? "" : address.substring(0, at);
    String hostPart = address.substring(at + 1);
    int semicolon = hostPart.indexOf(';');
    String hostPort = semicolon < 0 ? hostPart : hostPart.substring(0, semicolon);
    Map<String, String> parameters =
        parseParameters(semicolon < 0 ? "" : hostPart.substring(semicolon + 1));
    int colon = hostPort.startsWith("[") ? hostPort.indexOf(':', hostPort.indexOf(']')) : hostPort.indexOf(':');
    String host = colon < 0 ? hostPort : hostPort.substring(0, colon);
    if (host.isEmpty() || !isPlain(host) || (at >= 0 && userInfo.isEmpty()) || !isPlain(userInfo)) {
      throw bad(whole, "user@host without spaces or control characters");
    }
    return new ImAddress(
        scheme,
        upTo(userInfo, ':'),
        host.toLowerCase(Locale.ROOT),
        colon < 0 ? -1 : parsePort(hostPort.substring(colon + 1), whole),
        parameters);
  }

  private static ImAddress parseTel(String rest, String whole) {
    int semicolon = rest.indexOf(';');
    String number = semicolon < 0 ? rest : rest.substring(0, semicolon);
    if (number.isEmpty() || !number.chars().allMatch(c -> "+0123456789-.()*#".indexOf(c) >= 0)) {
      throw bad(whole, "tel: and a telephone number");
    }
    return new ImAddress(
        "tel", number, "", -1, parseParameters(semicolon < 0 ? "" : rest.substring(semicolon + 1)));
  }

  private static int parsePort(String text, String whole) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // answered below, with the whole address
    }
    throw bad(whole, "a port of 1 to 65535");
  }

  private static Map<String, String> parseParameters(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String parameter : text.split(";", -1)) {
      if (!parameter.isEmpty()) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        parameters.putIfAbsent(
            name.toLowerCase(Locale.ROOT), equals < 0 ? "" : parameter.substring(equals + 1));
      }
    }
    return parameters;
  }

  private static String upTo(String text, char end) {
    int index = text.indexOf(end);
    return index < 0 ? text : text.substring(0, index);
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '<' && c != '>' && c != '"');
  }

  private static IllegalArgumentException bad(String value, String expected) {
    return new IllegalArgumentException("address: " + value + " (expected: " + expected + ")");
  }

  private static String render(
      String scheme, String user, String host, int port, Map<String, String> parameters) {
    StringBuilder text = new StringBuilder(scheme).append(':').append(user);
    if (!scheme.equals("tel")) {
      text.append(user.isEmpty() ? "" : "@").append(host);
    }
    if (port >= 0) {
      text.append(':').append(port);
    }
    parameters.forEach(
        (name, value) -> {
          text.append(';').append(name);
          if (!value.isEmpty()) {
            text.append('=').append(value);
          }
        });
    return text.toString();
  }

  public String scheme() {
    return scheme;
  }

  /// The user part as it came (percent-encoding kept), or the number of a tel URI; may be empty.
  public String user() {
    return user;
  }

  /// Lower case; empty for tel.
  public String host() {
    return host;
  }

  /// The port, or -1 when there is none.
  public int port() {
    return port;
  }

  /// The value of a URI parameter; empty text for one without value.
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }

  /// The same address without any parameter.
  public ImAddress withoutParameters() {
    return parameters.isEmpty() ? this : new ImAddress(scheme, user, host, port, Map.of());
  }

  public ImAddress withParameter(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value);
    return new ImAddress(scheme, user, host, port, changed);
  }

  /// The form under which a user is known, whatever device or transport was named: no parameters, no
  /// port that is the default, `sips` as `sip`; `user=phone` and tel numbers become
  /// `tel:` without visual separators.
  /// Source: reference §2 "Comparing IM Addresses".
  public ImAddress canonical() {
    boolean phone = scheme.equals("tel") || "phone".equalsIgnoreCase(parameters.get("user"));
    if (phone) {
      String number = user.replaceAll("[-.()]", "");
      return new ImAddress("tel", number, "", -1, Map.of());
    }
    int canonicalPort = port == 5060 ? -1 : port;
    if (scheme.equals("sip") && parameters.isEmpty() && canonicalPort == port) {
      return this;
    }
    return new ImAddress("sip", user, host, canonicalPort, Map.of());
  }

  /// Whether both name the same user, by [#canonical()].
  public boolean sameUser(ImAddress other) {
    return canonical().equals(other.canonical());
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ImAddress other
        && scheme.equals(other.scheme)
        && user.equals(other.user)
        && host.equals(other.host)
        && port == other.port
        && parameters.equals(other.parameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, user, host, port);
  }

  /// The URI text, without angle brackets.
  @Override
  public String toString() {
    return text;
  }
}
