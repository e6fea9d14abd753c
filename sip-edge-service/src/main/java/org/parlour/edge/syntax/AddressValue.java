package org.parlour.edge.syntax;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// A `name-addr` or `addr-spec` with its header parameters (RFC 3261 §20.10): From, To, Contact,
/// Route, P-Asserted-Identity and the like.
///
/// @param displayName unquoted, null when absent
/// @param uri as it came, without angle brackets
/// @param parameters those of the header, not of the URI
public record AddressValue(@Nullable String displayName, String uri, HeaderParameters parameters) {
  /// @throws SyntaxException when brackets or quotes do not match, or the URI is missing
  public static AddressValue parse(String text) throws SyntaxException {
    String value = text.strip();
    int open = openBracket(value);
    if (open < 0) {
      return bare(value);
    }
    int close = value.indexOf('>', open);
    if (close < 0) {
      throw new SyntaxException("address", value, "a closing >");
    }
    String uri = value.substring(open + 1, close).strip();
    if (uri.isEmpty()) {
      throw new SyntaxException("address", value, "a URI");
    }
    int rest = close + 1;
    while (rest < value.length() && value.charAt(rest) <= ' ') {
      rest++;
    }
    if (rest < value.length() && value.charAt(rest) != ';') {
      throw new SyntaxException("address", value, "; after >");
    }
    return new AddressValue(
        display(value.substring(0, open).strip(), value), uri, HeaderParameters.parse(value, rest));
  }

  private static AddressValue bare(String value) throws SyntaxException {
    int semicolon = value.indexOf(';');
    String uri = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    if (uri.isEmpty() || uri.chars().anyMatch(c -> "\" >?,".indexOf(c) >= 0)) {
      throw new SyntaxException("address", value, "a URI, in <> when it holds ? or ,");
    }
    return new AddressValue(
        null,
        uri,
        semicolon < 0 ? HeaderParameters.NONE : HeaderParameters.parse(value, semicolon));
  }

  /// The `<` that begins the URI, not one within a quoted name; -1 when there is none.
  private static int openBracket(String value) throws SyntaxException {
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' && !quoted) {
        return i;
      } else if (c == ';' && !quoted) {
        return -1;
      }
    }
    if (quoted) {
      throw new SyntaxException("address", value, "a closing quote");
    }
    return -1;
  }

  private static @Nullable String display(String name, String whole) throws SyntaxException {
    if (name.isEmpty()) {
      return null;
    }
    if (name.charAt(0) != '"') {
      if (name.indexOf('"') >= 0 || name.indexOf(',') >= 0) {
        throw new SyntaxException("display name", whole, "tokens or a quoted string");
      }
      return name;
    }
    if (name.length() < 2 || !name.endsWith("\"")) {
      throw new SyntaxException("display name", whole, "a closing quote");
    }
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 1; i < name.length() - 1; i++) {
      if (name.charAt(i) == '\\' && i + 1 < name.length() - 1) {
        i++;
      }
      text.append(name.charAt(i));
    }
    return text.toString();
  }

  /// The `tag` parameter; null when absent or empty.
  public @Nullable String tag() {
    return parameters.get("tag").filter(tag -> !tag.isEmpty()).orElse(null);
  }

  /// @throws SyntaxException when the URI is not one of sip, sips or tel
  public ImAddress address() throws SyntaxException {
    try {
      return ImAddress.parse(uri);
    } catch (IllegalArgumentException e) {
      throw new SyntaxException("uri", uri, "a sip:, sips: or tel: URI");
    }
  }

  /// @throws SyntaxException as [#address()]
  public NameAddress nameAddress() throws SyntaxException {
    return new NameAddress(displayName, address());
  }
}
