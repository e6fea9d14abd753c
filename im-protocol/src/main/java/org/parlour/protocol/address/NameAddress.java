package org.parlour.protocol.address;

import org.jspecify.annotations.Nullable;

/// A SIP name-addr: an address and the display name that came with it.
///
/// @param displayName unquoted and unescaped, at most 64 characters, free of control characters
public record NameAddress(@Nullable String displayName, ImAddress address) {
  private static final int LONGEST_NAME = 64;

  public NameAddress {
    displayName = clean(displayName);
  }

  public static NameAddress of(ImAddress address) {
    return new NameAddress(null, address);
  }

  private static @Nullable String clean(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    String printable =
        name.codePoints()
            .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
            .limit(LONGEST_NAME)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return printable.isEmpty() ? null : printable;
  }

  /// `"Name" <uri>`, with `"` and `\` escaped, or `<uri>`.
  @Override
  public String toString() {
    String uri = "<" + address + ">";
    return displayName == null
        ? uri
        : "\"" + displayName.replace("\\", "\\\\").replace("\"", "\\\"") + "\" " + uri;
  }
}
