package org.parlour.xdm.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.ChangeListener;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.xcap.DocumentSelector;
import org.springframework.jdbc.core.JdbcTemplate;

/// The outbox of news in PostgreSQL. Thread-safe; blocks.
///
/// Changes of one document wait for each other, so their ids grow as their versions do.
final class DocumentNews implements ChangeListener {
  private static final String NOTE =
      """
      insert into xdm.document_news (xui, path, group_uri, version, present)
      values (?, ?, ?, ?, ?)""";

  private static final String ASK =
      """
      insert into xdm.document_news (xui, question, uris) values (?, ?, ?)
      on conflict (question) do nothing""";

  /// One publisher at a time, whatever instance it is of: so news stay in order.
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended('xdm.document_news', 0))";

  private static final String FIRST = "select * from xdm.document_news order by id limit ?";

  private static final String DELETE = "delete from xdm.document_news where id = any (?)";

  private final JdbcTemplate jdbc;

  DocumentNews(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
  }

  /// What is to be published.
  sealed interface News {
    long id();
  }

  /// @param owner of the tree, canonical
  /// @param group whose document it is, canonical; null for another document
  /// @param present whether there is a document after it
  record Change(
      long id,
      Instant at,
      ImAddress owner,
      String path,
      @Nullable ImAddress group,
      long version,
      boolean present)
      implements News {
    /// Of the document after it; null when there is none.
    @Nullable String etag() {
      return present ? DocumentNews.etag(version) : null;
    }
  }

  /// @param user who asked, canonical
  record Question(long id, ImAddress user, String question, List<String> uris) implements News {}

  @Override
  public void changed(
      DocumentSelector document, @Nullable ImAddress group, long version, boolean present) {
    String key = group == null ? null : group.toString();
    Optional.ofNullable(document.xui())
        .flatMap(Xui::user)
        .ifPresent(
            owner -> jdbc.update(NOTE, owner.toString(), document.path(), key, version, present));
  }

  /// One that waits already is not noted again.
  void asked(DocumentsQuestion question) {
    jdbc.update(
        ASK,
        question.user().canonical().toString(),
        question.id(),
        String.join("\n", question.uris()));
  }

  /// Within the transaction of the publisher.
  boolean lock() {
    return Boolean.TRUE.equals(jdbc.queryForObject(LOCK, Boolean.class));
  }

  /// The first ones, in order.
  List<News> first(int limit) {
    return jdbc.query(FIRST, DocumentNews::news, limit);
  }

  void published(List<News> news) {
    jdbc.update(DELETE, (Object) news.stream().map(News::id).toArray(Long[]::new));
  }

  /// As HTTP has it, without the quotes (RFC 5874).
  static String etag(long version) {
    return Long.toString(version);
  }

  private static News news(ResultSet row, int index) throws SQLException {
    long id = row.getLong("id");
    ImAddress user = ImAddress.parse(row.getString("xui"));
    @Nullable String path = row.getString("path");
    if (path == null) {
      return new Question(
          id, user, row.getString("question"), row.getString("uris").lines().toList());
    }
    @Nullable String group = row.getString("group_uri");
    return new Change(
        id,
        row.getObject("at", OffsetDateTime.class).toInstant(),
        user,
        path,
        group == null ? null : ImAddress.parse(group),
        row.getLong("version"),
        row.getBoolean("present"));
  }
}
