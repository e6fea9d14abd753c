package org.parlour.contracts.routing;

import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What the routing key is computed from; all of it stands in the request.
///
/// @param routeKey the key inside a token of ours in the topmost Route, when there is one
/// @param servedUser P-Served-User of a trusted peer
/// @param assertedIdentity the first sip, else tel, address of P-Asserted-Identity
/// @param cseq the number without the method, so that INVITE, CANCEL and ACK agree
public record RoutableRequest(
    String method,
    ImAddress requestUri,
    ImAddress to,
    String callId,
    String fromTag,
    long cseq,
    @Nullable AggregateKey routeKey,
    @Nullable ImAddress servedUser,
    @Nullable ImAddress assertedIdentity,
    ImAddress from) {}
