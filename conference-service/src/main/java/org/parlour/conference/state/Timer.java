package org.parlour.conference.state;

import java.time.Instant;

/// A timer as data. Setting it again changes the generation, so that the earlier one is ignored.
public record Timer(String name, long generation, Instant due) implements StatePart {}
