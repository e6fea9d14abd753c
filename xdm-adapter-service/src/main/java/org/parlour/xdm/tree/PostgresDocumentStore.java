package org.parlour.xdm.tree;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Documents in PostgreSQL that nobody but their readers has to obey: a change is one transaction.
/// The global tree has the empty XUI.
public final class PostgresDocumentStore implements DocumentHome {
  private static final String FIND =
      """
      select auid, xui, name, version, updated, body from xdm.document
      where auid = ? and xui = ? and name = ?""";

  private static final String LIST =
      """
      select auid, xui, name, version, updated, length(body) as size from xdm.document
      where xui = ? order by auid, name""";

  /// There may be no row to lock yet. A collision only makes two changes wait for each other. Two
  /// statements that are sent as one: the second sees what was committed while the first waited.
  private static final String LOCK_AND_FIND =
      """
      select pg_advisory_xact_lock(hashtextextended(? || ' ' || ? || ' ' || ?, 0));
      """
          + FIND;

  private static final String COUNT =
      """
      select count(*) from xdm.document where xui = ?""";

  private static final String STORE =
      """
      insert into xdm.document as row (auid, xui, name, version, updated, body)
      values (?, ?, ?, nextval('xdm.group_version'), now(), ?)
      on conflict (auid, xui, name) do update
        set version = excluded.version, updated = excluded.updated, body = excluded.body
      returning version""";

  private static final String DELETE =
      """
      delete from xdm.document where auid = ? and xui = ? and name = ?
      returning nextval('xdm.group_version') as version""";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate writing;
  private final ToIntFunction<String> mostDocuments;
  private final AuditTrail trail;

  /// @param mostDocuments of one user, by XUI
  public PostgresDocumentStore(
      DataSource database,
      PlatformTransactionManager transactions,
      ToIntFunction<String> mostDocuments,
      AuditTrail trail) {
    this.trail = trail;
    this.jdbc = new JdbcTemplate(database);
    this.writing = new TransactionTemplate(transactions);
    this.mostDocuments = mostDocuments;
  }

  @Override
  public Optional<StoredDocument> find(DocumentSelector selector) {
    return jdbc.query(FIND, PostgresDocumentStore::document, key(selector)).stream().findFirst();
  }

  @Override
  public List<Entry> list(String xui) {
    return jdbc.query(
        LIST,
        (row, _) ->
            new Entry(selector(row), row.getLong("version"), updated(row), row.getInt("size")),
        xui);
  }

  @Override
  public long change(DocumentSelector selector, Edit edit) {
    return requireNonNull(writing.execute(_ -> changed(selector, edit)));
  }

  private long changed(DocumentSelector selector, Edit edit) {
    Object[] key = key(selector);
    @Nullable StoredDocument current = locked(key).orElse(null);
    @Nullable XmlDocument next = edit.apply(current);
    if (current == null && next == null) {
      return 0;
    }
    if (current == null) {
      checkQuota(selector);
    }
    return trail.change(
        selector,
        next == null ? DELETE : STORE,
        next == null ? key : new Object[] {key[0], key[1], key[2], next.octets()},
        current == null ? null : current.document().text(),
        next == null ? null : next.text());
  }

  /// The document as it is when nobody else changes it any more, until the transaction ends.
  private Optional<StoredDocument> locked(Object[] key) {
    return requireNonNull(jdbc.execute(LOCK_AND_FIND, (PreparedStatement s) -> found(s, key)));
  }

  private static Optional<StoredDocument> found(PreparedStatement statement, Object[] key)
      throws SQLException {
    for (int i = 0; i < key.length; i++) {
      statement.setObject(i + 1, key[i]);
      statement.setObject(key.length + i + 1, key[i]);
    }
    boolean _ = statement.execute();
    boolean _ = statement.getMoreResults();
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next() ? Optional.of(document(rows, 0)) : Optional.empty();
    }
  }

  private void checkQuota(DocumentSelector selector) {
    int count = requireNonNull(jdbc.queryForObject(COUNT, Integer.class, xui(selector)));
    int most = mostDocuments.applyAsInt(xui(selector));
    if (count >= most) {
      throw XcapRefused.constraint(
          "documents: " + count + " in this tree (expected: at most " + most + ")");
    }
  }

  private static StoredDocument document(ResultSet row, int index) throws SQLException {
    return new StoredDocument(
        selector(row), row.getLong("version"), row.getBytes("body"), updated(row));
  }

  private static DocumentSelector selector(ResultSet row) throws SQLException {
    String xui = row.getString("xui");
    return new DocumentSelector(
        row.getString("auid"), xui.isEmpty() ? null : xui, row.getString("name"));
  }

  private static Instant updated(ResultSet row) throws SQLException {
    return row.getObject("updated", OffsetDateTime.class).toInstant();
  }

  private static Object[] key(DocumentSelector selector) {
    return new Object[] {selector.auid(), xui(selector), selector.name()};
  }

  private static String xui(DocumentSelector selector) {
    return requireNonNullElse(selector.xui(), "");
  }
}
