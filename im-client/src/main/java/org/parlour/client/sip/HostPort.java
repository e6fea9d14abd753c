package org.parlour.client.sip;

/// A host and a port, as in a Via's sent-by or a URI.
///
/// @param host IPv6 addresses in brackets
/// @param port -1 when absent
public record HostPort(String host, int port) {

  /// @throws MalformedSipException when the host is missing or the port is none
  public static HostPort parse(String text) throws MalformedSipException {
    int bracket = text.lastIndexOf(']');
    int colon = text.indexOf(':', Math.max(bracket, 0));
    String host = (colon < 0 ? text : text.substring(0, colon)).strip();
    int port = colon < 0 ? -1 : port(text.substring(colon + 1).strip());
    if (host.isEmpty() || port == 0) {
      throw new MalformedSipException("address: " + text + " (expected: host or host:port)");
    }
    return new HostPort(host, port);
  }

  private static int port(String digits) {
    try {
      int port = Integer.parseInt(digits);
      return port > 0 && port < 65536 ? port : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /// The host without the brackets of IPv6.
  public String bareHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public int portOr(int otherwise) {
    return port < 0 ? otherwise : port;
  }

  @Override
  public String toString() {
    return port < 0 ? host : host + ':' + port;
  }
}
