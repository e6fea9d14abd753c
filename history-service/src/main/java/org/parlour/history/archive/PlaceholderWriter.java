package org.parlour.history.archive;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/// Makes the row of a conversation for whatever part of it comes first.
///
/// Two writers may hold rows of the same conversations at once: both touch them in [#LOCK_ORDER],
/// so that neither waits for the other in a circle.
final class PlaceholderWriter {
  /// PostgreSQL's own order of `uuid`.
  static final Comparator<UUID> LOCK_ORDER =
      Comparator.<UUID>comparingLong(id -> id.getMostSignificantBits() + Long.MIN_VALUE)
          .thenComparingLong(id -> id.getLeastSignificantBits() + Long.MIN_VALUE);

  private static final String INSERT =
      """
      insert into history.conversation (id, recording, started_at)
      values (?, ?, ?)
      on conflict (id) do nothing""";

  private final JdbcTemplate jdbc;

  PlaceholderWriter(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /// @param firstHeard recording → the earliest time in the batch
  void write(Map<String, Instant> firstHeard) {
    SortedMap<UUID, String> recordings = new TreeMap<>(LOCK_ORDER);
    firstHeard.keySet().forEach(recording -> recordings.put(RecordingIds.of(recording), recording));
    jdbc.batchUpdate(
        INSERT,
        recordings.entrySet(),
        recordings.size(),
        (row, entry) -> {
          row.setObject(1, entry.getKey());
          row.setString(2, Texts.storable(entry.getValue()));
          Instant time = firstHeard.getOrDefault(entry.getValue(), Instant.EPOCH);
          row.setObject(3, RecordingIds.micros(time).atOffset(UTC));
        });
  }
}
