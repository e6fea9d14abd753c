package org.parlour.contracts.signalling;

import java.time.Instant;
import org.parlour.contracts.sip.TransactionId;

/// The edge waited too long for an answer, sent 503 and closed the transaction: what the request
/// did is to be undone.
public record AnswerAbandoned(Instant at, TransactionId transaction) implements SignallingInput {}
