package org.parlour.contracts.signalling;

import java.time.Instant;

/// A timer of the aggregate is due. One whose generation is not current is ignored.
///
/// @param name tells the aggregate's timers apart
/// @param generation counts how often this timer was set
public record TimerFired(Instant at, String name, long generation) implements SignallingInput {}
