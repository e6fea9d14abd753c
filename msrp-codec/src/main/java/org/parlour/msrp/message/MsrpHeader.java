package org.parlour.msrp.message;

/// A header that has no field of its own in [RequestHead].
public record MsrpHeader(String name, String value) {
  public MsrpHeader {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ':')) {
      throw new IllegalArgumentException("header.name: " + name + " (expected: a token)");
    }
    if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      throw new IllegalArgumentException(
          "header." + name + ": " + value + " (expected: no control characters)");
    }
  }

  /// Whether it belongs to the body and stands before Content-Type (RFC 4975 §9,
  /// `Other-Mime-header`).
  public boolean describesBody() {
    return name.regionMatches(true, 0, "Content-", 0, "Content-".length());
  }
}
