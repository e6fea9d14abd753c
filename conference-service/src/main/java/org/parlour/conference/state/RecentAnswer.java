package org.parlour.conference.state;

import java.time.Instant;
import org.parlour.contracts.sip.SendAnswer;

/// A final answer, kept for a while for retransmissions of its request.
public record RecentAnswer(SendAnswer answer, Instant at) implements StatePart {}
