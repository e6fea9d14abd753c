package org.parlour.msrp.message;

import java.util.ArrayList;
import java.util.List;

/// The URIs of a To-Path or From-Path header, left to right, at least one.
public record MsrpPath(List<MsrpUri> uris) {
  public MsrpPath {
    uris = List.copyOf(uris);
    if (uris.isEmpty()) {
      throw new IllegalArgumentException("path: no URI (expected: one or more)");
    }
  }

  public static MsrpPath of(MsrpUri... uris) {
    return new MsrpPath(List.of(uris));
  }

  /// Reads URIs separated by spaces.
  ///
  /// @throws IllegalArgumentException with the reason
  public static MsrpPath parse(String text) {
    List<MsrpUri> uris = new ArrayList<>(1);
    int from = 0;
    while (from < text.length()) {
      int space = text.indexOf(' ', from);
      int end = space < 0 ? text.length() : space;
      if (end > from) {
        uris.add(MsrpUri.parse(text.substring(from, end)));
      }
      from = end + 1;
    }
    return new MsrpPath(uris);
  }

  /// The next hop.
  public MsrpUri first() {
    return uris.getFirst();
  }

  /// Whose path it is.
  public MsrpUri last() {
    return uris.getLast();
  }

  /// The header's value.
  @Override
  public String toString() {
    if (uris.size() == 1) {
      return uris.getFirst().toString();
    }
    StringBuilder text = new StringBuilder();
    for (MsrpUri uri : uris) {
      text.append(text.isEmpty() ? "" : " ").append(uri);
    }
    return text.toString();
  }
}
