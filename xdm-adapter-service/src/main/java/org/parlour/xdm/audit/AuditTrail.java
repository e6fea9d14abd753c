package org.parlour.xdm.audit;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.AuditEntry.Action;
import org.parlour.xdm.xcap.DocumentSelector;
import org.springframework.jdbc.core.JdbcTemplate;

/// The audit trail in PostgreSQL. Thread-safe.
public final class AuditTrail {
  private static final String RECORD =
      """
      insert into xdm.audit_entry (version, actor, auid, xui, name, action, change)
      values (?, ?, ?, ?, ?, ?, ?)""";

  /// What a statement changes, and a note of it.
  private static final String CHANGE_AND_RECORD =
      """
      with change as (%s)
      insert into xdm.audit_entry (version, actor, auid, xui, name, action, change)
      select version, ?, ?, ?, ?, ?, ? from change
      returning version""";

  private final JdbcTemplate jdbc;
  private final ChangeListener listener;

  public AuditTrail(DataSource database, ChangeListener listener) {
    this.jdbc = new JdbcTemplate(database);
    this.listener = listener;
  }

  /// Notes a change of a group, or of something of which the document is only a part, in the
  /// transaction of the change.
  ///
  /// @param group canonical; null where it is none
  /// @param before null when there was no document
  /// @param after null when there is none any more
  /// @param present whether there is a document after it
  public void changed(
      DocumentSelector document,
      @Nullable ImAddress group,
      long version,
      @Nullable String before,
      @Nullable String after,
      boolean present) {
    listener.changed(document, group, version, present);
    jdbc.update(
        RECORD, Stream.concat(Stream.of(version), entry(document, before, after)).toArray());
  }

  /// Changes a document and notes it, in one statement, in the transaction of the change.
  ///
  /// @param statement changes the document, and returns its `version` after that
  /// @param values of the statement
  /// @param before null when there was no document
  /// @param after null when there is none any more
  /// @return the version
  public long change(
      DocumentSelector document,
      String statement,
      Object[] values,
      @Nullable String before,
      @Nullable String after) {
    long version =
        requireNonNull(
            jdbc.queryForObject(
                CHANGE_AND_RECORD.formatted(statement),
                Long.class,
                Stream.concat(Stream.of(values), entry(document, before, after)).toArray()));
    listener.changed(document, null, version, after != null);
    return version;
  }

  /// All but the version.
  private static Stream<Object> entry(
      DocumentSelector document, @Nullable String before, @Nullable String after) {
    Action action =
        before == null ? Action.CREATED : after == null ? Action.DELETED : Action.REPLACED;
    return Stream.of(
        Actor.current(),
        document.auid(),
        requireNonNullElse(document.xui(), ""),
        document.name(),
        action.name().toLowerCase(Locale.ROOT),
        Difference.of(requireNonNullElse(before, ""), requireNonNullElse(after, "")));
  }

  /// The newest first.
  ///
  /// @param before only entries with a lower id
  public List<AuditEntry> list(long before, AuditFilter filter, int limit) {
    StringBuilder query = new StringBuilder("select * from xdm.audit_entry where id < ?");
    List<Object> values = new ArrayList<>();
    values.add(before);
    filter
        .given()
        .forEach(
            (column, value) -> {
              query.append(" and ").append(column).append(" = ?");
              values.add(value);
            });
    query.append(" order by id desc limit ?");
    values.add(limit);
    return jdbc.query(query.toString(), AuditTrail::entry, values.toArray());
  }

  private static AuditEntry entry(ResultSet row, int index) throws SQLException {
    String xui = row.getString("xui");
    return new AuditEntry(
        row.getLong("id"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor"),
        row.getString("auid"),
        xui.isEmpty() ? null : xui,
        row.getString("name"),
        row.getLong("version"),
        Action.valueOf(row.getString("action").toUpperCase(Locale.ROOT)),
        row.getString("change"));
  }
}
