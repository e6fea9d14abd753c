package org.parlour.history.archive;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The archive in PostgreSQL: written by explicit SQL in batches, one transaction a call, and read
/// over JPA.
final class PostgresConversationArchive implements ConversationArchive {
  /// A piece has up to 256 KiB.
  private static final int PIECES_IN_MEMORY = 4;

  private final TransactionTemplate writing;
  private final TransactionTemplate reading;
  private final ArchiveQueries queries;
  private final ChunkStore chunks;
  private final CommandWriter commandWriter;
  private final MessageWriter messageWriter;
  private final int inlineLimit;

  /// @param inlineLimit larger messages are not shown among others
  PostgresConversationArchive(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      int inlineLimit) {
    this.writing = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.queries = new ArchiveQueries(entities);
    JdbcTemplate jdbc = new JdbcTemplate(database);
    JdbcTemplate slow = new JdbcTemplate(database);
    slow.setFetchSize(PIECES_IN_MEMORY);
    this.chunks = new ChunkStore(slow);
    this.commandWriter = new CommandWriter(jdbc);
    this.messageWriter = new MessageWriter(jdbc, chunks, inlineLimit);
    this.inlineLimit = inlineLimit;
  }

  @Override
  public void apply(List<HistoryCommand> commands) {
    writing.executeWithoutResult(_ -> commandWriter.apply(commands));
  }

  @Override
  public Stored store(List<MessageRecord> records) {
    return in(writing, () -> messageWriter.store(records));
  }

  @Override
  public Page<Conversation> conversations(
      ConversationFilter filter, @Nullable ConversationPosition after, int limit) {
    return in(
        reading,
        () -> {
          List<ConversationEntity> found = queries.conversations(filter, after, limit + 1);
          Map<UUID, List<Stay>> stays = queries.stays(found.stream().map(c -> c.id).toList());
          return Page.of(found, limit, c -> c.toRecord(stays.getOrDefault(c.id, List.of())));
        });
  }

  @Override
  public Optional<Conversation> conversation(UUID id) {
    return in(
        reading,
        () ->
            queries
                .conversation(id)
                .map(c -> c.toRecord(queries.stays(List.of(id)).getOrDefault(id, List.of()))));
  }

  @Override
  public Page<ArchivedMessage> messages(
      UUID conversation, @Nullable MessagePosition after, int limit) {
    return in(
        reading,
        () ->
            Page.of(
                queries.messages(conversation, after, limit + 1),
                limit,
                m -> m.toRecord(content(m))));
  }

  private Content content(MessageEntity message) {
    if (message.text != null) {
      return new Content.Text(message.contentType, message.text);
    }
    if (!message.complete || message.size > inlineLimit) {
      return new Content.Elsewhere(message.contentType);
    }
    byte[] body = chunks.read(message.conversation, message.id);
    return new Content.Binary(
        message.contentType, OpenedMessage.of(message.envelopeType, body).octets());
  }

  @Override
  public boolean writeBody(UUID conversation, String message, OutputStream out) throws IOException {
    try {
      return in(
          reading,
          () -> {
            boolean known = queries.hasMessage(conversation, message);
            if (known) {
              chunks.writeTo(conversation, message, out);
            }
            return known;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public int forgetPartialMessages(int olderThanDays) {
    return in(writing, () -> chunks.forget(olderThanDays));
  }

  private static <T> T in(TransactionTemplate transaction, Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
