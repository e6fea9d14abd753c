package org.parlour.edge.transport;

import java.util.Optional;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.edge.syntax.HeaderField;

/// What Content-Length says (RFC 3261 §18.3, §20.14).
final class Framing {
  /// The value of [#contentLength] for a message that has none.
  static final int ABSENT = -1;

  /// The value of [#contentLength] for one that cannot be understood.
  static final int BAD = -2;

  private static final int MOST_DIGITS = 10;

  private Framing() {}

  /// The body's length, [#ABSENT] or [#BAD]. Several equal fields count as one.
  static int contentLength(HeaderBlock head) {
    Optional<String> first = head.first("Content-Length");
    if (first.isEmpty()) {
      return ABSENT;
    }
    for (HeaderField field : head.fields()) {
      if (field.name().equalsIgnoreCase("Content-Length") && !field.value().equals(first.get())) {
        return BAD;
      }
    }
    return number(first.get());
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return BAD;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return BAD;
      }
      value = value * 10 + (c - '0');
    }
    return value > Integer.MAX_VALUE ? BAD : (int) value;
  }
}
