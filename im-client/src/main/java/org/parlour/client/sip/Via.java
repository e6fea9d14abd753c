package org.parlour.client.sip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One Via value (RFC 3261 §20.42).
///
/// @param transport upper case, for example `TCP`
/// @param host of the sent-by
/// @param port of the sent-by, -1 when absent
/// @param parameters with the leading `;`
public record Via(String transport, String host, int port, String parameters) {

  /// @throws MalformedSipException when it is no Via
  public static Via parse(String value) throws MalformedSipException {
    int semicolon = value.indexOf(';');
    String head = (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    int slash = head.lastIndexOf('/');
    int blank = slash < 0 ? -1 : head.indexOf(' ', slash);
    if (blank < 0) {
      throw new MalformedSipException("Via: " + value + " (expected: SIP/2.0/TRANSPORT host:port)");
    }
    String sentBy = head.substring(blank + 1).strip();
    HostPort at = HostPort.parse(sentBy);
    return new Via(
        head.substring(slash + 1, blank).strip().toUpperCase(Locale.ROOT),
        at.host(),
        at.port(),
        semicolon < 0 ? "" : value.substring(semicolon));
  }

  public @Nullable String parameter(String name) {
    return HeaderText.parameter(parameters, name);
  }

  public boolean reliable() {
    return !transport.equals("UDP");
  }

  /// The sent-by as text.
  public String sentBy() {
    return port < 0 ? host : host + ':' + port;
  }

  /// Writes down where the request came from (RFC 3261 §18.2.1, RFC 3581 §4).
  public Via received(String address, int sourcePort) {
    boolean wantsPort = HeaderText.parameter(parameters, "rport") != null;
    if (!wantsPort && host.equals(address)) {
      return this;
    }
    String kept = parameters;
    if (wantsPort) {
      kept = HeaderText.withoutParameter(kept, "rport");
    }
    kept = HeaderText.withoutParameter(kept, "received") + ";received=" + address;
    return new Via(transport, host, port, wantsPort ? kept + ";rport=" + sourcePort : kept);
  }

  @Override
  public String toString() {
    return "SIP/2.0/" + transport + ' ' + sentBy() + parameters;
  }
}
