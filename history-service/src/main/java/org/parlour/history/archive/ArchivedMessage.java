package org.parlour.history.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as the archive has it.
///
/// @param id unique within the conversation
/// @param sender as the others could see it
/// @param privateTo the one addressee of a private message, else null
/// @param size octets of the whole message, envelope included
/// @param complete false when a piece of it never came
public record ArchivedMessage(
    String id,
    long sequence,
    Instant receivedAt,
    String sender,
    @Nullable String senderName,
    @Nullable String privateTo,
    long size,
    boolean complete,
    Content content) {
  public MessagePosition position() {
    return new MessagePosition(sequence, id);
  }
}
