package org.parlour.history.archive;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversation and who was in it.
///
/// @param session S, null as long as only later parts of the conversation have come
/// @param group G, null for an ad-hoc session
/// @param startedAt the first thing heard of it, as long as its start has not come; microseconds
/// @param endedAt null while it runs; pager messages end theirs each time
/// @param participants by the time they joined; who left and came back stands there twice
public record Conversation(
    UUID id,
    @Nullable String session,
    @Nullable String group,
    @Nullable String subject,
    @Nullable String initiator,
    Instant startedAt,
    @Nullable Instant endedAt,
    int messageCount,
    List<Stay> participants) {
  public Conversation {
    participants = List.copyOf(participants);
  }

  public ConversationPosition position() {
    return new ConversationPosition(startedAt, id);
  }
}
