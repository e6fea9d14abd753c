package org.parlour.edge.syntax;

/// A request line or status line, strictly read (RFC 3261 §7.1, §7.2).
public sealed interface StartLine {
  String VERSION = "SIP/2.0";

  /// @param method as it came; methods are case-sensitive
  record Request(String method, String uri) implements StartLine {}

  record Status(int code) implements StartLine {}

  /// A well-formed request line of another version of SIP.
  record OtherVersion(String method) implements StartLine {}

  record Malformed(String reason) implements StartLine {}

  static StartLine parse(String line) {
    return line.regionMatches(true, 0, "SIP/", 0, 4) ? status(line) : request(line);
  }

  private static StartLine status(String line) {
    String[] parts = line.split(" ", 3);
    if (!parts[0].equalsIgnoreCase(VERSION)
        || parts.length < 2
        || !parts[1].matches("[1-6][0-9][0-9]")) {
      return new Malformed("status line");
    }
    return new Status(Integer.parseInt(parts[1]));
  }

  private static StartLine request(String line) {
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || first == last) {
      return new Malformed("request line");
    }
    String method = line.substring(0, first);
    String uri = line.substring(first + 1, last);
    String version = line.substring(last + 1);
    if (!Tokens.isToken(method) || uri.isEmpty() || holdsForeign(uri)) {
      return new Malformed("request line");
    }
    if (!version.equalsIgnoreCase(VERSION)) {
      return version.matches("(?i)SIP/[0-9]+\\.[0-9]+")
          ? new OtherVersion(method)
          : new Malformed("version");
    }
    return new Request(method, uri);
  }

  /// Blanks, brackets and quotes belong to no URI, headers (`?`) not into a Request-URI.
  private static boolean holdsForeign(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == '?') {
        return true;
      }
    }
    return false;
  }
}
