package org.parlour.protocol.address;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An IM Address: a `sip:`, `sips:` or `tel:` URI, taken apart. The order of parameters is kept;
/// equality is that of RFC 3261 §19.1.4 for what identifies a user: scheme, user part
/// (case-sensitive), host (case-insensitive), port and parameters.
///
/// A `tel:` URI has its number as [#user()] and an empty [#host()]. Headers (`?…`) and the password
/// of a userinfo are never kept, and no part can hold a blank, a control character, a quote or an
/// angle bracket: nobody may inject headers or parameters through an address.
///
/// Use [#canonical()] before an address becomes a key.
public final class ImAddress {
  private static final String TEL_CHARACTERS = "+0123456789-.()*#";
  private static final int MAX_SHOWN = 128;

  private final String scheme;
  private final String user;
  private final String host;
  private final int port;
  private final Map<String, String> parameters;
  private final String text;

  private ImAddress(
      String scheme, String user, String host, int port, Map<String, String> parameters) {
    UriParts.checkUser(user);
    UriParts.checkHost(scheme, host);
    parameters.forEach(UriParts::checkParameter);
    this.scheme = scheme;
    this.user = user;
    this.host = host;
    this.port = port;
    this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
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
    int at = rest.indexOf('@');
    if (at == 0) {
      throw bad(whole, "user@host or host");
    }
    String userInfo = at < 0 ? "" : rest.substring(0, at);
    String hostPart = upTo(rest.substring(at + 1), '?');
    int semicolon = hostPart.indexOf(';');
    String hostPort = semicolon < 0 ? hostPart : hostPart.substring(0, semicolon);
    int bracket = hostPort.startsWith("[") ? hostPort.indexOf(']') : 0;
    int colon = hostPort.indexOf(':', Math.max(bracket, 0));
    return checked(
        whole,
        scheme,
        upTo(userInfo, ':'),
        (colon < 0 ? hostPort : hostPort.substring(0, colon)).toLowerCase(Locale.ROOT),
        colon < 0 ? -1 : parsePort(hostPort.substring(colon + 1), whole),
        parseParameters(semicolon < 0 ? "" : hostPart.substring(semicolon + 1)));
  }

  private static ImAddress parseTel(String rest, String whole) {
    int semicolon = rest.indexOf(';');
    String number = semicolon < 0 ? rest : rest.substring(0, semicolon);
    if (number.isEmpty() || !number.chars().allMatch(c -> TEL_CHARACTERS.indexOf(c) >= 0)) {
      throw bad(whole, "tel: and a telephone number");
    }
    String parameters = semicolon < 0 ? "" : upTo(rest.substring(semicolon + 1), '?');
    return checked(whole, "tel", number, "", -1, parseParameters(parameters));
  }

  private static ImAddress checked(
      String whole,
      String scheme,
      String user,
      String host,
      int port,
      Map<String, String> parameters) {
    try {
      return new ImAddress(scheme, user, host, port, parameters);
    } catch (IllegalArgumentException e) {
      throw bad(whole, String.valueOf(e.getMessage()));
    }
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

  private static IllegalArgumentException bad(String value, String expected) {
    String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
    return new IllegalArgumentException(
        "address: " + shown.replaceAll("\\p{Cntrl}", "?") + " (expected: " + expected + ")");
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

  /// The same address with one parameter more, at the end, or changed in its place.
  ///
  /// @throws IllegalArgumentException when name or value could not stand in a URI
  public ImAddress withParameter(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(parameters);
    changed.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value);
    return new ImAddress(scheme, user, host, port, changed);
  }

  /// The form under which a user is known, whatever device or transport was named: no parameters,
  /// no port that is the default, `sips` as `sip`, no needless percent-encoding; a global number,
  /// be it `tel:` or `user=phone`, is `tel:` without visual separators. A local number keeps its
  /// `phone-context`, without which it names nobody (RFC 3966 §5.1.4).
  /// Source: reference §2 "Comparing IM Addresses".
  public ImAddress canonical() {
    if (scheme.equals("tel")) {
      String context = parameters.get("phone-context");
      Map<String, String> kept =
          context == null || user.startsWith("+")
              ? Map.of()
              : Map.of("phone-context", context.toLowerCase(Locale.ROOT));
      return new ImAddress("tel", withoutSeparators(user), "", -1, kept);
    }
    if (user.startsWith("+") && "phone".equalsIgnoreCase(parameters.get("user"))) {
      return new ImAddress("tel", withoutSeparators(upTo(user, ';')), "", -1, Map.of());
    }
    String canonicalUser = UriParts.decodeUnreserved(user);
    int canonicalPort = port == (scheme.equals("sips") ? 5061 : 5060) ? -1 : port;
    boolean same = canonicalUser.equals(user) && canonicalPort == port;
    return same && scheme.equals("sip") && parameters.isEmpty()
        ? this
        : new ImAddress("sip", canonicalUser, host, canonicalPort, Map.of());
  }

  private static String withoutSeparators(String number) {
    return number.replaceAll("[-.()]", "");
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
