package org.parlour.history.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.parlour.contracts.history.MessageRecord.Aborted;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.springframework.jdbc.core.JdbcTemplate;

/// The pieces of messages that came in more than one. Every method runs within the caller's
/// transaction.
final class ChunkStore {
  private static final String INSERT =
      """
      insert into history.chunk (conversation_id, message_id, first_octet, data)
      values (?, ?, ?, ?)
      on conflict (conversation_id, message_id, first_octet) do nothing""";

  private static final String EXTENT =
      """
      select coalesce(sum(length), 0) as octets, coalesce(bool_and(first_octet = before), false) as gapless
      from (
        select first_octet, octet_length(data) as length,
          coalesce(sum(octet_length(data)) over (
            order by first_octet rows between unbounded preceding and 1 preceding), 0) as before
        from history.chunk
        where conversation_id = ? and message_id = ?) as piece""";

  private static final String READ =
      """
      select data from (
        select 0 as first_octet, body as data from history.message
        where conversation_id = ? and message_id = ? and body is not null
        union all
        select first_octet, data from history.chunk
        where conversation_id = ? and message_id = ?) as piece
      order by first_octet""";

  private static final String READ_FIRST =
      """
      select data from history.chunk
      where conversation_id = ? and message_id = ? and first_octet = 0""";

  /// Not when the message became complete: then this is a record that came before, read again.
  private static final String DROP =
      """
      delete from history.chunk
      where conversation_id = ? and message_id = ?
        and not exists (select from history.message where conversation_id = ? and message_id = ?)""";

  private static final String FORGET =
      """
      delete from history.chunk
      where stored_at < now() - make_interval(days => ?)
        and not exists (
          select from history.message
          where message.conversation_id = chunk.conversation_id
            and message.message_id = chunk.message_id)""";

  private final JdbcTemplate jdbc;

  /// @param jdbc with a small fetch size, or whole messages are read into memory
  ChunkStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// @param octets all pieces together
  /// @param gapless from the first octet on
  record Extent(long octets, boolean gapless) {}

  /// A piece without octets would take the place of the one that follows it: it is not kept.
  void insert(List<Chunk> all) {
    List<Chunk> pieces = all.stream().filter(piece -> piece.data().length > 0).toList();
    if (pieces.isEmpty()) {
      return;
    }
    jdbc.batchUpdate(
        INSERT,
        pieces,
        pieces.size(),
        (row, piece) -> {
          row.setObject(1, RecordingIds.of(piece.recording()));
          row.setString(2, Texts.storable(piece.message()));
          row.setLong(3, piece.offset());
          row.setBytes(4, piece.data());
        });
  }

  Extent extent(UUID conversation, String message) {
    return jdbc.queryForObject(
        EXTENT,
        (row, _) -> new Extent(row.getLong("octets"), row.getBoolean("gapless")),
        conversation,
        Texts.storable(message));
  }

  /// The whole of a message that is known to be small.
  byte[] read(UUID conversation, String message) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    writeTo(conversation, message, whole);
    return whole.toByteArray();
  }

  /// The first piece; empty when it never came.
  byte[] first(UUID conversation, String message) {
    return jdbc.query(
        READ_FIRST,
        rows -> rows.next() ? rows.getBytes(1) : new byte[0],
        conversation,
        Texts.storable(message));
  }

  /// @throws UncheckedIOException when `out` does not take it
  void writeTo(UUID conversation, String message, OutputStream out) {
    String id = Texts.storable(message);
    jdbc.query(
        READ,
        row -> {
          try {
            out.write(row.getBytes(1));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        conversation,
        id,
        conversation,
        id);
  }

  /// Drops the pieces of messages that will never be complete.
  ///
  /// @return of how many messages there were pieces
  int drop(List<Aborted> messages) {
    int dropped = 0;
    for (Aborted aborted : messages) {
      UUID conversation = RecordingIds.of(aborted.recording());
      String id = Texts.storable(aborted.message());
      dropped += jdbc.update(DROP, conversation, id, conversation, id) > 0 ? 1 : 0;
    }
    return dropped;
  }

  int forget(int olderThanDays) {
    return jdbc.update(FORGET, olderThanDays);
  }
}
