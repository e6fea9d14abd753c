package org.parlour.protocol.address;

/// What may stand in the parts of a URI. Stricter than RFC 3261 §25.1 in nothing that occurs, laxer
/// where no other part and no header can be begun.
final class UriParts {
  private static final String NOT_IN_USER = "@:<>\"\\`{}^|[]";
  private static final String NOT_IN_PARAMETER = ";?@,<>\"\\";
  private static final String MARKS = "-_.!~*'()";

  private UriParts() {}

  /// Telephone numbers may hold `#`; in SIP it is percent-encoded, but harmless.
  static void checkUser(String user) {
    check("user", user, NOT_IN_USER);
  }

  static void checkHost(String scheme, String host) {
    boolean tel = scheme.equals("tel");
    boolean fits = tel ? host.isEmpty() : isName(host) || isIpv6Reference(host);
    if (!fits) {
      throw new IllegalArgumentException("a host name, IPv4 address or [IPv6 address]");
    }
  }

  static void checkParameter(String name, String value) {
    check("parameter", name, NOT_IN_PARAMETER + "=");
    check("parameter", value, NOT_IN_PARAMETER);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a parameter with a name");
    }
  }

  private static void check(String what, String text, String forbidden) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || forbidden.indexOf(c) >= 0) {
        throw new IllegalArgumentException(what + " of printable ASCII, the rest percent-encoded");
      }
    }
  }

  private static boolean isName(String host) {
    return !host.isEmpty()
        && host.chars().allMatch(c -> isAsciiAlphanumeric(c) || c == '.' || c == '-' || c == '_');
  }

  private static boolean isIpv6Reference(String host) {
    return host.length() > 3
        && host.charAt(0) == '['
        && host.indexOf(']') == host.length() - 1
        && host.substring(1, host.length() - 1)
            .chars()
            .allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x7f || c == ':' || c == '.');
  }

  private static boolean isAsciiAlphanumeric(int c) {
    return c < 0x7f && Character.isLetterOrDigit(c);
  }

  /// Percent-encoded letters, digits and marks are the characters themselves, any other encoding is
  /// written in upper case (RFC 3261 §19.1.4).
  static String decodeUnreserved(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      int decoded = low < 0 ? -1 : high * 16 + low;
      if (decoded < 0) {
        plain.append(c);
      } else {
        if (isAsciiAlphanumeric(decoded) || MARKS.indexOf(decoded) >= 0) {
          plain.append((char) decoded);
        } else {
          plain.append('%').append(Character.toUpperCase(text.charAt(i + 1)));
          plain.append(Character.toUpperCase(text.charAt(i + 2)));
        }
        i += 2;
      }
    }
    return plain.toString();
  }
}
