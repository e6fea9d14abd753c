package org.parlour.msrp.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A header that has no field of its own in [RequestHead].
public record MsrpHeader(String name, String value) {
  public MsrpHeader {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')) {
      throw new IllegalArgumentException("header.name: " + name + " (expected: a token)");
    }
    if (hasControls(value)) {
      throw new IllegalArgumentException(
          "header." + name + ": " + value + " (expected: no control characters)");
    }
  }

  static @Nullable String find(List<MsrpHeader> headers, String name) {
    for (MsrpHeader header : headers) {
      if (header.name.equalsIgnoreCase(name)) {
        return header.value;
      }
    }
    return null;
  }

  /// Whether `value` could end its line, or is no text: a control character other than a tab. Not
  /// when it is null.
  static boolean hasControls(@Nullable String value) {
    if (value != null) {
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if ((c < ' ' && c != '\t') || c == 0x7f) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether it belongs to the body and stands before Content-Type (RFC 4975 §9,
  /// `Other-Mime-header`).
  public boolean describesBody() {
    return name.regionMatches(true, 0, "Content-", 0, "Content-".length());
  }
}
