package org.parlour.history.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Which conversations are wanted. What is null does not restrict.
///
/// @param participant somebody who was in it, by canonical address
/// @param from started then or later
/// @param to started before then
/// @param session exactly this S
/// @param group held by this G, by canonical address
public record ConversationFilter(
    @Nullable ImAddress participant,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable ImAddress session,
    @Nullable ImAddress group) {
  public static final ConversationFilter ALL = new ConversationFilter(null, null, null, null, null);
}
