package org.parlour.contracts.sip;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// Cancel an INVITE of ours (RFC 3261 §9.1). Complete like the INVITE itself, so that an edge that
/// never saw it can do it. The core asks only after a provisional response.
///
/// @param invite the INVITE as it was sent
public record CancelRequest(AggregateKey key, SendRequest invite, @Nullable Reason reason)
    implements EdgeInstruction {}
