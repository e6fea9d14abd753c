package org.parlour.protocol.cpim;

/// Backslash escapes of header values (RFC 3862 §2.3.1).
final class CpimEscapes {
  private static final int CODE_DIGITS = 4;

  private CpimEscapes() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        case '\b' -> escaped.append("\\b");
        default -> {
          if (Character.isISOControl(c)) {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  /// An escape that is none stands for itself.
  static String unescape(String value) {
    if (value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\\' || i + 1 == value.length()) {
        text.append(c);
        continue;
      }
      i++;
      switch (value.charAt(i)) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'u' -> i += unicode(value, i, text);
        default -> text.append(value.charAt(i));
      }
    }
    return text.toString();
  }

  /// Reads `uXXXX` at `at`; how many characters after the `u` belong to it.
  private static int unicode(String value, int at, StringBuilder text) {
    int code = 0;
    for (int i = 1; i <= CODE_DIGITS; i++) {
      int digit = at + i < value.length() ? Character.digit(value.charAt(at + i), 16) : -1;
      if (digit < 0) {
        text.append('u');
        return 0;
      }
      code = code * 16 + digit;
    }
    text.append((char) code);
    return CODE_DIGITS;
  }

  /// Only the `uXXXX` escapes, so that `value` can be read as a SIP name-addr.
  static String unescapeUnicode(String value) {
    int at = value.indexOf("\\u");
    if (at < 0) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        StringBuilder one = new StringBuilder();
        if (value.charAt(i) == 'u' && unicode(value, i, one) == CODE_DIGITS) {
          i += CODE_DIGITS;
          char decoded = one.charAt(0);
          text.append(decoded == '"' || decoded == '\\' ? "\\" : "").append(decoded);
        } else {
          text.append(c).append(value.charAt(i));
        }
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
