package org.parlour.client.sip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What routing needs of a `sip:` or `sips:` URI; the text itself always travels unchanged.
///
/// @param user empty when absent
/// @param at host (lower case) and port
/// @param parameters with the leading `;`, empty when there are none
public record SipUri(String scheme, String user, HostPort at, String parameters) {

  /// @throws MalformedSipException for another scheme or a URI without host
  public static SipUri parse(String text) throws MalformedSipException {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("sip") && !scheme.equals("sips")) {
      throw new MalformedSipException("URI: " + text + " (expected: a sip or sips URI)");
    }
    int question = text.indexOf('?', colon);
    String rest = text.substring(colon + 1, question < 0 ? text.length() : question);
    int at = rest.indexOf('@');
    String hostPart = rest.substring(at + 1);
    int semicolon = hostPart.indexOf(';');
    HostPort hostPort = HostPort.parse(semicolon < 0 ? hostPart : hostPart.substring(0, semicolon));
    return new SipUri(
        scheme,
        at < 0 ? "" : rest.substring(0, at),
        new HostPort(hostPort.host().toLowerCase(Locale.ROOT), hostPort.port()),
        semicolon < 0 ? "" : hostPart.substring(semicolon));
  }

  public @Nullable String parameter(String name) {
    return parameters.isEmpty() ? null : HeaderText.parameter(parameters, name);
  }

  /// `user@host` of the user this names, without port and parameters.
  public String addressOfRecord() {
    return "sip:" + user + '@' + at.host();
  }
}
