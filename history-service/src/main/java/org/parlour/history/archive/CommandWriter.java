package org.parlour.history.archive;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.HistoryCommand.ConversationEnded;
import org.parlour.contracts.history.HistoryCommand.ConversationStarted;
import org.parlour.contracts.history.HistoryCommand.ParticipantJoined;
import org.parlour.contracts.history.HistoryCommand.ParticipantLeft;
import org.parlour.protocol.address.ImAddress;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/// Writes commands, one statement a kind and batch. What a command changes is found by its times,
/// so the kinds need not be mixed in the order in which they came: a departure ends the earliest
/// open stay that began before it, unless it ended one already.
final class CommandWriter {
  private static final String LOCK =
      """
      select id from history.conversation where id in (:ids) order by id for no key update""";

  private static final String START =
      """
      update history.conversation
      set session = :session, group_uri = :group, subject = :subject, initiator = :initiator,
          started_at = :at
      where id = :id and session is null""";

  private static final String JOIN =
      """
      insert into history.stay (conversation_id, address, joined_at, display_name)
      values (:id, :address, :at, :name)
      on conflict (conversation_id, address, joined_at) do nothing""";

  private static final String LEAVE =
      """
      update history.stay set left_at = :at
      where conversation_id = :id and address = :address
        and joined_at = (
          select min(joined_at) from history.stay
          where conversation_id = :id and address = :address
            and left_at is null and joined_at <= :at)
        and not exists (
          select from history.stay
          where conversation_id = :id and address = :address and left_at = :at)""";

  private static final String END =
      """
      update history.conversation set ended_at = :at
      where id = :id and (ended_at is null or ended_at < :at)""";

  private static final String END_STAYS =
      """
      update history.stay set left_at = :at
      where conversation_id = :id and left_at is null and joined_at <= :at""";

  private final NamedParameterJdbcTemplate jdbc;
  private final PlaceholderWriter placeholders;

  CommandWriter(JdbcTemplate jdbc) {
    this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    this.placeholders = new PlaceholderWriter(jdbc);
  }

  /// Runs within the caller's transaction.
  void apply(List<HistoryCommand> commands) {
    Map<String, Instant> firstHeard = new HashMap<>();
    List<SqlParameterSource> starts = new ArrayList<>();
    List<SqlParameterSource> joins = new ArrayList<>();
    List<SqlParameterSource> departures = new ArrayList<>();
    List<SqlParameterSource> ends = new ArrayList<>();
    for (HistoryCommand command : commands) {
      firstHeard.merge(command.recording(), command.at(), CommandWriter::earlier);
      MapSqlParameterSource row = row(command);
      switch (command) {
        case ConversationStarted started -> starts.add(describe(row, started));
        case ParticipantJoined joined ->
            joins.add(
                row.addValue("address", key(joined.address()))
                    .addValue("name", Texts.storableOrNull(joined.displayName())));
        case ParticipantLeft left -> departures.add(row.addValue("address", key(left.address())));
        case ConversationEnded _ -> ends.add(row);
      }
    }
    placeholders.write(firstHeard);
    List<UUID> ids = firstHeard.keySet().stream().map(RecordingIds::of).toList();
    jdbc.query(LOCK, Map.of("ids", ids), row -> {});
    write(START, starts);
    write(JOIN, joins);
    write(LEAVE, departures);
    write(END, ends);
    write(END_STAYS, ends);
  }

  private void write(String statement, List<SqlParameterSource> rows) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(statement, rows.toArray(SqlParameterSource[]::new));
    }
  }

  private static MapSqlParameterSource row(HistoryCommand command) {
    OffsetDateTime at = RecordingIds.micros(command.at()).atOffset(UTC);
    return new MapSqlParameterSource("id", RecordingIds.of(command.recording())).addValue("at", at);
  }

  private static MapSqlParameterSource describe(
      MapSqlParameterSource row, ConversationStarted started) {
    return row.addValue("session", Texts.storable(started.session().toString()))
        .addValue("group", keyOrNull(started.group()))
        .addValue("subject", Texts.storableOrNull(started.subject()))
        .addValue("initiator", key(started.initiator()));
  }

  static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String key(ImAddress address) {
    return Texts.storable(address.canonical().toString());
  }

  private static @Nullable String keyOrNull(@Nullable ImAddress address) {
    return address == null ? null : key(address);
  }
}
