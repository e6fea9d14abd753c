package org.parlour.edge.syntax;

import java.util.Locale;
import java.util.Map;

/// Names of header fields: compact forms (RFC 3261 §7.3.3 and the extensions that define one) and
/// the usual spelling.
final class HeaderNames {
  private static final Map<String, String> LONG_FORMS =
      Map.ofEntries(
          Map.entry("v", "Via"),
          Map.entry("f", "From"),
          Map.entry("t", "To"),
          Map.entry("i", "Call-ID"),
          Map.entry("m", "Contact"),
          Map.entry("c", "Content-Type"),
          Map.entry("l", "Content-Length"),
          Map.entry("e", "Content-Encoding"),
          Map.entry("s", "Subject"),
          Map.entry("k", "Supported"),
          Map.entry("o", "Event"),
          Map.entry("u", "Allow-Events"),
          Map.entry("x", "Session-Expires"),
          Map.entry("r", "Refer-To"),
          Map.entry("b", "Referred-By"),
          Map.entry("a", "Accept-Contact"),
          Map.entry("j", "Reject-Contact"),
          Map.entry("d", "Request-Disposition"),
          Map.entry("y", "Identity"));

  private HeaderNames() {}

  /// The long form of a compact name, any other name unchanged.
  static String expand(String name) {
    if (name.length() != 1) {
      return name;
    }
    String expanded = LONG_FORMS.get(name.toLowerCase(Locale.ROOT));
    return expanded == null ? name : expanded;
  }
}
