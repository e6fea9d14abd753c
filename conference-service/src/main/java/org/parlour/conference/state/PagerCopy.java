package org.parlour.conference.state;

import java.time.Instant;

/// A copy of a pager message that has no final response yet.
///
/// @param tag our From-tag, by which the response finds it
/// @param message whose copy it is
/// @param recipient its place in the message
public record PagerCopy(String tag, String message, int recipient, Instant sentAt)
    implements StatePart {}
