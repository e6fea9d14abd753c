package org.parlour.history.archive;

import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.history.MessageRecord.Chunk;
import org.parlour.contracts.history.MessageRecord.TakenOver;
import org.springframework.jdbc.core.JdbcTemplate;

/// Which conversations of a batch of records were taken over by another switch, before the batch or
/// within it, and what is too late since. The log decides: a record counts if it came before.
final class TakeOvers {
  private static final String FIND =
      """
      select id, least_sequence from history.conversation
      where id = any (?) and least_sequence > 0""";

  private final Map<UUID, Long> leastSequences = new HashMap<>();
  private final Set<UUID> noted = new HashSet<>();

  private TakeOvers() {}

  /// Those that are known. Runs within the caller's transaction.
  static TakeOvers of(List<MessageRecord> records, JdbcTemplate jdbc) {
    TakeOvers known = new TakeOvers();
    UUID[] conversations =
        records.stream()
            .map(MessageRecord::recording)
            .distinct()
            .map(RecordingIds::of)
            .toArray(UUID[]::new);
    jdbc.query(
        connection -> {
          PreparedStatement find = connection.prepareStatement(FIND);
          find.setArray(1, connection.createArrayOf("uuid", conversations));
          return find;
        },
        row -> {
          known.leastSequences.put(row.getObject(1, UUID.class), row.getLong(2));
        });
    return known;
  }

  void note(TakenOver takenOver) {
    UUID conversation = RecordingIds.of(takenOver.recording());
    leastSequences.merge(conversation, takenOver.sequence(), Math::max);
    noted.add(conversation);
  }

  /// Whether the chunk is of an earlier switch and came after the take-over.
  boolean isTooLate(Chunk chunk) {
    return chunk.sequence() < leastSequence(RecordingIds.of(chunk.recording()));
  }

  /// What a message needs that comes now; 0 when nobody took the conversation over.
  long leastSequence(UUID conversation) {
    return leastSequences.getOrDefault(conversation, 0L);
  }

  /// The conversations that were taken over within the batch.
  Collection<UUID> noted() {
    return noted;
  }
}
