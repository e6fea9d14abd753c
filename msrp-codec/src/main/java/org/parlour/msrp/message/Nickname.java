package org.parlour.msrp.message;

import org.jspecify.annotations.Nullable;

/// The value of a Use-Nickname header: a quoted string (RFC 7701 §7.1).
public final class Nickname {
  private Nickname() {}

  /// The text between the quotes, unescaped.
  ///
  /// @return null when `value` is no quoted string
  public static @Nullable String unquote(String value) {
    if (value.length() < 2 || value.charAt(0) != '"') {
      return null;
    }
    StringBuilder text = new StringBuilder(value.length());
    int last = value.length() - 1;
    for (int i = 1; i < last; i++) {
      char c = value.charAt(i);
      if (c == '"') {
        return null;
      }
      if (c == '\\') {
        i++;
        if (i == last) {
          return null;
        }
        c = value.charAt(i);
      }
      text.append(c);
    }
    return value.charAt(last) == '"' ? text.toString() : null;
  }

  public static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
