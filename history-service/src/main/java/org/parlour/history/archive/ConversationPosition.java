package org.parlour.history.archive;

import java.time.Instant;
import java.util.UUID;

/// Where a conversation stands in the list, newest first. Conversations of one instant are ordered
/// by the octets of their id.
public record ConversationPosition(Instant startedAt, UUID id) {}
