package org.parlour.history.archive;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.history.MessageRecord.Aborted;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.parlour.contracts.history.MessageRecord.TakenOver;
import org.springframework.jdbc.core.JdbcTemplate;

/// Writes message records. A message of one chunk, the usual case, goes into its row at once;
/// pieces of a larger one become rows of their own and stay so, the message's row follows with the
/// last piece.
final class MessageWriter {
  private static final String INSERT_MESSAGE =
      """
      insert into history.message (
        conversation_id, message_id, sequence, received_at, sender, sender_name, private_to,
        envelope_type, content_type, text, body, size, complete)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (conversation_id, message_id) do nothing""";

  private static final String NOTE =
      """
      update history.conversation
      set message_count = message_count + ?, least_sequence = greatest(least_sequence, ?)
      where id = ?""";

  private final JdbcTemplate jdbc;
  private final PlaceholderWriter placeholders;
  private final ChunkStore chunks;
  private final int inlineLimit;

  /// @param inlineLimit messages of more octets than this keep no text of their own
  MessageWriter(JdbcTemplate jdbc, ChunkStore chunks, int inlineLimit) {
    this.jdbc = jdbc;
    this.placeholders = new PlaceholderWriter(jdbc);
    this.chunks = chunks;
    this.inlineLimit = inlineLimit;
  }

  /// Runs within the caller's transaction.
  Stored store(List<MessageRecord> records) {
    placeholders.write(firstHeard(records));
    TakeOvers takeOvers = TakeOvers.of(records, jdbc);
    List<Chunk> pieces = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<Aborted> aborted = new ArrayList<>();
    int late = 0;
    for (MessageRecord record : records) {
      switch (record) {
        case Chunk chunk when takeOvers.isTooLate(chunk) -> late += chunk.last() ? 1 : 0;
        case Chunk chunk when chunk.offset() == 0 && chunk.last() -> rows.add(wholeMessage(chunk));
        case Chunk chunk -> pieces.add(chunk);
        case Aborted given -> aborted.add(given);
        case TakenOver takenOver -> takeOvers.note(takenOver);
      }
    }
    chunks.insert(pieces);
    pieces.stream().filter(Chunk::last).map(this::messageOfPieces).forEach(rows::add);
    Stored stored = insert(rows, takeOvers);
    return stored.plus(new Stored(0, 0, 0, chunks.drop(aborted), late));
  }

  /// By recording.
  private static Map<String, Instant> firstHeard(List<MessageRecord> records) {
    Map<String, Instant> firstHeard = new HashMap<>();
    for (MessageRecord record : records) {
      switch (record) {
        case Chunk chunk ->
            firstHeard.merge(chunk.recording(), chunk.receivedAt(), CommandWriter::earlier);
        case TakenOver takenOver ->
            firstHeard.merge(takenOver.recording(), takenOver.at(), CommandWriter::earlier);
        case Aborted _ -> {}
      }
    }
    return firstHeard;
  }

  private Row wholeMessage(Chunk chunk) {
    OpenedMessage opened = OpenedMessage.of(chunk.contentType(), chunk.data());
    String text = chunk.data().length > inlineLimit ? null : opened.text().orElse(null);
    return new Row(
        RecordingIds.of(chunk.recording()),
        chunk,
        opened.contentType(),
        text,
        chunk.data(),
        chunk.data().length,
        true);
  }

  private Row messageOfPieces(Chunk last) {
    UUID conversation = RecordingIds.of(last.recording());
    ChunkStore.Extent extent = chunks.extent(conversation, last.message());
    boolean complete = extent.gapless() && extent.octets() == last.offset() + last.data().length;
    boolean small = complete && extent.octets() <= inlineLimit;
    byte[] beginning =
        small
            ? chunks.read(conversation, last.message())
            : chunks.first(conversation, last.message());
    OpenedMessage opened = OpenedMessage.of(last.contentType(), beginning);
    return new Row(
        conversation,
        last,
        opened.contentType(),
        small ? opened.text().orElse(null) : null,
        null,
        extent.octets(),
        complete);
  }

  private Stored insert(List<Row> rows, TakeOvers takeOvers) {
    int incomplete = 0;
    int messages = 0;
    SortedMap<UUID, Integer> counts = new TreeMap<>(PlaceholderWriter.LOCK_ORDER);
    takeOvers.noted().forEach(conversation -> counts.put(conversation, 0));
    if (!rows.isEmpty()) {
      int[][] inserted =
          jdbc.batchUpdate(
              INSERT_MESSAGE, rows, rows.size(), (statement, row) -> row.set(statement));
      for (int i = 0; i < rows.size(); i++) {
        if (inserted[0][i] > 0) {
          messages++;
          incomplete += rows.get(i).complete() ? 0 : 1;
          counts.merge(rows.get(i).conversation(), 1, Integer::sum);
        }
      }
    }
    jdbc.batchUpdate(
        NOTE,
        counts.entrySet(),
        Math.max(1, counts.size()),
        (statement, count) -> {
          statement.setInt(1, count.getValue());
          statement.setLong(2, takeOvers.leastSequence(count.getKey()));
          statement.setObject(3, count.getKey());
        });
    return new Stored(messages, rows.size() - messages, incomplete, 0, 0);
  }

  /// @param chunk any chunk of the message: its metadata are those of the message
  private record Row(
      UUID conversation,
      Chunk chunk,
      String contentType,
      @Nullable String text,
      byte @Nullable [] body,
      long size,
      boolean complete) {
    void set(java.sql.PreparedStatement statement) throws java.sql.SQLException {
      statement.setObject(1, conversation);
      statement.setString(2, Texts.storable(chunk.message()));
      statement.setLong(3, chunk.sequence());
      statement.setObject(4, RecordingIds.micros(chunk.receivedAt()).atOffset(UTC));
      statement.setString(5, Texts.storable(chunk.sender().canonical().toString()));
      statement.setString(6, Texts.storableOrNull(chunk.senderName()));
      statement.setString(
          7,
          chunk.privateTo() == null
              ? null
              : Texts.storable(chunk.privateTo().canonical().toString()));
      statement.setString(8, Texts.storable(chunk.contentType()));
      statement.setString(9, contentType);
      statement.setString(10, text);
      statement.setBytes(11, body);
      statement.setLong(12, size);
      statement.setBoolean(13, complete);
    }
  }
}
