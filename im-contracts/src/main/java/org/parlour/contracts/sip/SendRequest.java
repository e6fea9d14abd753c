package org.parlour.contracts.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Send a request, or an ACK for a 2xx. Its Via carries the branch of `id` and the key, so that any
/// edge that reads a response finds the aggregate.
///
/// @param routes the route set, topmost first, each a name-addr text; empty: the edge's next hop
/// @param fromTag ours
/// @param toTag the peer's; null outside a dialog
public record SendRequest(
    AggregateKey key,
    RequestId id,
    String method,
    ImAddress requestUri,
    List<String> routes,
    NameAddress from,
    String fromTag,
    NameAddress to,
    @Nullable String toTag,
    String callId,
    long cseq,
    int maxForwards,
    SipHeaders headers,
    SipContent content)
    implements EdgeInstruction {
  public SendRequest {
    routes = List.copyOf(routes);
  }
}
