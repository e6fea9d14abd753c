package org.parlour.protocol.address;

import org.parlour.protocol.MalformedBodyException;

/// Reads name-addr and addr-spec (RFC 3261 §25.1): `"Quoted \"name\"" <uri>`, `Token name <uri>`,
/// `<uri>`, `uri`. Header parameters after it are passed over; without angle brackets every
/// parameter is one of the header (RFC 3261 §20.10).
public final class NameAddressReader {
  private static final int MAX_LENGTH = 4096;

  private NameAddressReader() {}

  /// @throws MalformedBodyException when there is no readable sip, sips or tel URI
  public static NameAddress read(String text) throws MalformedBodyException {
    String value = text.strip();
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw bad(value.length() + " characters", "1 to " + MAX_LENGTH);
    }
    if (value.charAt(0) == '"') {
      int close = closingQuote(value);
      String name = unescape(value.substring(1, close));
      return new NameAddress(name, bracketed(value, value.indexOf('<', close)));
    }
    int open = value.indexOf('<');
    if (open < 0) {
      int semicolon = value.indexOf(';');
      return NameAddress.of(address(semicolon < 0 ? value : value.substring(0, semicolon)));
    }
    String name = open == 0 ? null : value.substring(0, open);
    return new NameAddress(name, bracketed(value, open));
  }

  private static int closingQuote(String value) throws MalformedBodyException {
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    throw bad(value, "a closing quote");
  }

  private static String unescape(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    StringBuilder plain = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      if (quoted.charAt(i) == '\\' && i + 1 < quoted.length()) {
        i++;
      }
      plain.append(quoted.charAt(i));
    }
    return plain.toString();
  }

  private static ImAddress bracketed(String value, int open) throws MalformedBodyException {
    int close = open < 0 ? -1 : value.indexOf('>', open);
    if (close < 0) {
      throw bad(value, "<uri>");
    }
    return address(value.substring(open + 1, close));
  }

  private static ImAddress address(String uri) throws MalformedBodyException {
    try {
      return ImAddress.parse(uri.strip());
    } catch (IllegalArgumentException e) {
      throw new MalformedBodyException(String.valueOf(e.getMessage()), e);
    }
  }

  private static MalformedBodyException bad(String value, String expected) {
    return new MalformedBodyException("address: " + value + " (expected: " + expected + ")");
  }
}
