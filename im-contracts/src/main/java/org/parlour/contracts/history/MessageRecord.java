package org.parlour.contracts.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// A copy of what was said, in chunks of at most 256 KiB: of everything in a recorded session, of
/// what asked for a success report in any other. Chunks of one message come in order; chunks of
/// different messages may be mixed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface MessageRecord {
  String recording();

  /// One piece of the message as it was distributed, CPIM envelope included.
  ///
  /// @param message unique within the recording: of the switch, not the sender's Message-ID
  /// @param sequence orders the messages of a recording; all legs saw this order
  /// @param receivedAt when the switch had the first octet
  /// @param sender as the others may see it
  /// @param privateTo the one addressee of a private message, else null
  /// @param contentType of the whole body, usually `message/cpim`
  /// @param offset of the first octet of `data` within the message, from 0
  /// @param last nothing follows: the message is complete
  /// @param transit kept for legs that miss it when a switch dies; not for the archive
  record Chunk(
      String recording,
      String message,
      long sequence,
      Instant receivedAt,
      ImAddress sender,
      @Nullable String senderName,
      @Nullable ImAddress privateTo,
      String contentType,
      long offset,
      byte[] data,
      boolean last,
      boolean transit)
      implements MessageRecord {}

  /// The sender gave the message up: what came of it is dropped.
  record Aborted(String recording, String message) implements MessageRecord {}

  /// Another switch goes on with the recording. What an earlier one sent and the log holds only
  /// behind this was acknowledged to nobody, and its sender says it again: it counts for nobody.
  ///
  /// @param sequence messages with a lower one are of earlier switches
  /// @param at when the switch took the recording over
  /// @param transit as of [Chunk]
  record TakenOver(String recording, long sequence, Instant at, boolean transit)
      implements MessageRecord {}
}
