package org.parlour.edge.sipstack;

import org.parlour.edge.syntax.ViaValue;
import org.parlour.edge.transport.Protocol;

/// Where a response goes (RFC 3261 §18.2.2, RFC 3581 §4), from the topmost Via as it was noted when
/// the request came in.
///
/// @param localPort the listening port that the request came to
/// @param host address or name
/// @param sourcePort where the request came from; -1 when it was not noted
/// @param sentByPort where the sender listens
public record ResponseRoute(
    int localPort, Protocol protocol, String host, int sourcePort, int sentByPort) {
  public static ResponseRoute of(ViaValue via, int localPort) {
    String host = via.parameters().get("maddr").filter(text -> !text.isEmpty()).orElse(null);
    if (host == null) {
      host = via.received() == null ? via.host() : via.received();
    }
    return new ResponseRoute(
        localPort,
        Protocol.of(via.transport()).orElse(Protocol.UDP),
        host,
        via.rport(),
        via.sentByPort());
  }
}
