package org.parlour.contracts.sip;

import org.parlour.contracts.routing.AggregateKey;

/// The ACK for this transaction's 2xx was read by another edge.
public record StopRetransmission(AggregateKey key, TransactionId transaction)
    implements EdgeInstruction {}
