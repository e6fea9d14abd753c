package org.parlour.history.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;

/// Keeps conversations and finds them again. Thread-safe.
///
/// Writing is idempotent: what came before changes nothing. Each writing call is done as a whole
/// or, with an exception of Spring's `DataAccessException` or `TransactionException`, not at all.
public interface ConversationArchive {
  /// Commands of one recording come in their order; commands and messages of a recording in any.
  void apply(List<HistoryCommand> commands);

  /// Chunks of one message come in their order.
  Stored store(List<MessageRecord> records);

  /// Conversations, newest first.
  ///
  /// @param after the last one of the page before, null for the first page
  /// @param limit 1 or more
  Page<Conversation> conversations(
      ConversationFilter filter, @Nullable ConversationPosition after, int limit);

  Optional<Conversation> conversation(UUID id);

  /// What was said, in the order in which all participants saw it. Empty for an unknown
  /// conversation.
  ///
  /// @param after the last one of the page before, null for the first page
  /// @param limit 1 or more
  Page<ArchivedMessage> messages(UUID conversation, @Nullable MessagePosition after, int limit);

  /// Writes a message as it was distributed, envelope included, piece by piece.
  ///
  /// @param out borrowed; written to only when the message exists
  /// @return whether there is such a message
  boolean writeBody(UUID conversation, String message, OutputStream out) throws IOException;

  /// Forgets pieces of messages whose end never came.
  ///
  /// @param olderThanDays counted from the storing of the piece
  /// @return how many pieces
  int forgetPartialMessages(int olderThanDays);
}
