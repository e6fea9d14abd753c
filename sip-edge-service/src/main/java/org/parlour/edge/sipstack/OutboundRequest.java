package org.parlour.edge.sipstack;

import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.sip.RequestId;

/// What is remembered of a request that we sent, for its failure to be told.
public record OutboundRequest(AggregateKey key, RequestId id, String method, String callId) {}
