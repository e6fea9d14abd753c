package org.parlour.edge.config;

import java.util.List;
import org.parlour.contracts.routing.ClusterSecret;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.routing.RoutingKey;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.outbound.OutboundSettings;
import org.parlour.edge.sipstack.Hop;
import org.parlour.edge.sipstack.SipStackSettings;
import org.parlour.edge.transactions.EdgeTimers;
import org.parlour.edge.trust.TrustDomain;

/// Everything that one edge is made from, besides its backbone.
///
/// @param trustedPeers networks, `address/bits`
/// @param maxPagerMessage octets
/// @param messagesPerMinute pager messages of one originator; 0 for no limit
/// @param maxInFlight requests that wait for the core
public record EdgeSettings(
    EdgeId self,
    SipStackSettings stack,
    EdgeTimers timers,
    ImDomain domain,
    ClusterSecret secret,
    List<String> trustedPeers,
    String advertised,
    Hop nextHop,
    int maxPagerMessage,
    int messagesPerMinute,
    int maxInFlight) {
  private static final String PRODUCT = "IM-serv/OMA1.0 Parlour/0.1";

  public EdgeSettings {
    trustedPeers = List.copyOf(trustedPeers);
  }

  RoutingKey routing() {
    return new RoutingKey(domain, secret);
  }

  TrustDomain trustDomain() {
    return new TrustDomain(trustedPeers);
  }

  OutboundSettings outbound() {
    return new OutboundSettings(advertised, domain.host(), PRODUCT, nextHop);
  }
}
