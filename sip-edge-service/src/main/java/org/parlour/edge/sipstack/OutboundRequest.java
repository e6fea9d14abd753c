package org.parlour.edge.sipstack;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.sip.RequestId;

/// What is remembered of a request that we sent, for its failure to be told.
///
/// @param datagram what is tried when no connection can be made (RFC 3261 §18.1.1), or null
public record OutboundRequest(
    AggregateKey key, RequestId id, String method, String callId, @Nullable Datagram datagram) {

  /// The same request for UDP.
  public record Datagram(byte[] bytes, Hop hop) {}

  OutboundRequest withoutDatagram() {
    return new OutboundRequest(key, id, method, callId, null);
  }
}
