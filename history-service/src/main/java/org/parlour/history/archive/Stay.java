package org.parlour.history.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time that one participant was in a conversation.
///
/// @param address canonical, as the others could see it
/// @param leftAt null while the participant is there
public record Stay(
    String address, @Nullable String displayName, Instant joinedAt, @Nullable Instant leftAt) {}
