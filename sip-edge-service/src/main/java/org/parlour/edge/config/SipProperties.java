package org.parlour.edge.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.Listening;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The ISC side.
///
/// @param bind the address of our interface towards the core
/// @param originatingPort the core sends here what its users send; UDP and TCP
/// @param terminatingPort the core sends here what its users receive
/// @param controllingPort the core sends here what goes to the IM domain
/// @param nextHop where requests without a route set go: `host:port;transport=tcp`
/// @param advertised the service name that all edges share, `host:port`: our sent-by
/// @param trustedPeers networks whose identity headers are believed (RFC 3325), `address/bits`;
///     everybody else is answered 403, so with none nobody is served
@ConfigurationProperties("im.sip")
record SipProperties(
    @DefaultValue("127.0.0.1") String bind,
    @DefaultValue("5070") int originatingPort,
    @DefaultValue("5080") int terminatingPort,
    @DefaultValue("5090") int controllingPort,
    @DefaultValue("127.0.0.1:5060;transport=tcp") String nextHop,
    @DefaultValue("im.example.org:5090") String advertised,
    @DefaultValue List<String> trustedPeers) {
  SipProperties {
    trustedPeers = List.copyOf(trustedPeers);
    Hop.parse(nextHop);
  }

  Listening listening() {
    try {
      return new Listening(
          InetAddress.getByName(bind),
          Map.of(
              ServiceRole.ORIGINATING, originatingPort,
              ServiceRole.TERMINATING, terminatingPort,
              ServiceRole.CONTROLLING, controllingPort));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("im.sip.bind: " + bind + " (expected: an address)", e);
    }
  }

  /// The host of `advertised`.
  String host() {
    int colon = advertised.lastIndexOf(':');
    return colon < 0 ? advertised : advertised.substring(0, colon);
  }
}
