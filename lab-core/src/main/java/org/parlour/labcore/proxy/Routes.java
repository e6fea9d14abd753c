package org.parlour.labcore.proxy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.MalformedSipException;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipUri;

/// Loose routing (RFC 3261 §16.4) and the addresses in URIs.
final class Routes {
  private Routes() {}

  /// Removes the topmost Routes that name this core.
  ///
  /// @return the user part of the last one removed, empty when it had none; null when none was
  ///     removed
  static @Nullable String popOwn(SipHeaders headers, ProxyConfig config)
      throws MalformedSipException {
    String user = null;
    for (String route = headers.first(HeaderName.ROUTE);
        route != null;
        route = headers.first(HeaderName.ROUTE)) {
      SipUri uri = SipUri.parse(SipAddress.parse(route).uri());
      if (!config.isUs(uri.at().host(), uri.at().port())) {
        return user;
      }
      headers.removeFirst(HeaderName.ROUTE);
      if (user == null || !uri.user().isEmpty()) {
        user = uri.user();
      }
    }
    return user;
  }

  /// The address that a URI names without any look-up, or null: names are not resolved, since that
  /// would block the event loop.
  static Target.@Nullable Address addressOf(SipUri uri) {
    InetAddress address = literal(uri.at().bareHost());
    if (address == null) {
      return null;
    }
    boolean tcp = "tcp".equalsIgnoreCase(uri.parameter("transport"));
    return new Target.Address(new InetSocketAddress(address, uri.at().portOr(5060)), tcp);
  }

  static @Nullable InetAddress literal(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
