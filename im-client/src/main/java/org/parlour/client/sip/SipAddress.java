package org.parlour.client.sip;

import org.jspecify.annotations.Nullable;

/// The value of From, To, Contact, Route and their like (RFC 3261 §20.10): a URI with an optional
/// display name and the header parameters behind it.
///
/// @param displayName unquoted; null when absent
/// @param uri without angle brackets
/// @param parameters with the leading `;`, empty when there are none
public record SipAddress(@Nullable String displayName, String uri, String parameters) {

  /// Reads a value; in one without angle brackets everything behind `;` is a header parameter.
  public static SipAddress parse(String value) {
    int open = HeaderText.find(value, '<', 0);
    if (open == value.length()) {
      int semicolon = value.indexOf(';');
      return semicolon < 0
          ? new SipAddress(null, value.strip(), "")
          : new SipAddress(
              null, value.substring(0, semicolon).strip(), value.substring(semicolon).strip());
    }
    int close = value.indexOf('>', open);
    if (close < 0) {
      close = value.length();
    }
    String name = HeaderText.unquote(value.substring(0, open).strip());
    return new SipAddress(
        name.isEmpty() ? null : name,
        value.substring(open + 1, close).strip(),
        close < value.length() ? value.substring(close + 1).strip() : "");
  }

  public @Nullable String parameter(String name) {
    return parameters.isEmpty() ? null : HeaderText.parameter(parameters, name);
  }

  public SipAddress withParameters(String changed) {
    return new SipAddress(displayName, uri, changed);
  }

  @Override
  public String toString() {
    String name = displayName == null ? "" : HeaderText.quote(displayName) + ' ';
    return name + '<' + uri + '>' + parameters;
  }
}
