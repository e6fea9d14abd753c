package org.parlour.contracts.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What the archive is told about a conversation. Each may come again and changes nothing then.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface HistoryCommand {
  /// Names the conversation, in every record about it.
  String recording();

  Instant at();

  /// @param session S
  /// @param group G, null for an ad-hoc session
  record ConversationStarted(
      String recording,
      Instant at,
      ImAddress session,
      @Nullable ImAddress group,
      @Nullable String subject,
      ImAddress initiator)
      implements HistoryCommand {}

  /// @param address as the others may see it
  record ParticipantJoined(
      String recording, Instant at, ImAddress address, @Nullable String displayName)
      implements HistoryCommand {}

  record ParticipantLeft(String recording, Instant at, ImAddress address)
      implements HistoryCommand {}

  /// The last one counts: a conversation of pager messages ends with each of them.
  record ConversationEnded(String recording, Instant at) implements HistoryCommand {}
}
