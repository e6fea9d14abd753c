package org.parlour.xdm.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.xdm.audit.ChangeListener;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.xcap.DocumentSelector;
import org.springframework.jdbc.core.JdbcTemplate;

/// The outbox of news in PostgreSQL. Thread-safe; blocks.
///
/// Changes of one document wait for each other, so their ids grow as their versions do.
final class DocumentNews implements ChangeListener, DocumentQuestions {
  private static final String NOTE =
      "insert into xdm.document_news (xui, path, version, present) values (?, ?, ?, ?)";

  private static final String ASK =
      """
      insert into xdm.document_news (xui, question, uris) values (?, ?, ?)
      on conflict (question) do nothing""";

  /// One publisher at a time, whatever instance it is of: so news stay in order.
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended('xdm.document_news', 0))";

  private static final String FIRST = "select * from xdm.document_news order by id limit ?";

  private static final String DELETE = "delete from xdm.document_news where id = ?";

  private final JdbcTemplate jdbc;
  private final ImDomain domain;

  DocumentNews(DataSource database, ImDomain domain) {
    this.jdbc = new JdbcTemplate(database);
    this.domain = domain;
  }

  /// What is to be published.
  sealed interface News {
    long id();

    /// Canonical.
    String xui();
  }

  /// @param present whether there is a document after it
  record Change(long id, Instant at, String xui, String path, long version, boolean present)
      implements News {}

  record Question(long id, String xui, String question, List<String> uris) implements News {}

  /// Nobody has the trees that administrators' groups have of their own.
  @Override
  public void changed(DocumentSelector document, long version, boolean present) {
    String xui = document.xui();
    if (xui != null && Xui.user(xui).filter(user -> !domain.owns(user)).isPresent()) {
      jdbc.update(NOTE, xui, document.path(), version, present);
    }
  }

  @Override
  public void asked(DocumentsQuestion question) {
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
    jdbc.batchUpdate(DELETE, news.stream().map(one -> new Object[] {one.id()}).toList());
  }

  private static News news(ResultSet row, int index) throws SQLException {
    long id = row.getLong("id");
    String xui = row.getString("xui");
    @Nullable String path = row.getString("path");
    if (path == null) {
      return new Question(
          id, xui, row.getString("question"), row.getString("uris").lines().toList());
    }
    return new Change(
        id,
        row.getObject("at", OffsetDateTime.class).toInstant(),
        xui,
        path,
        row.getLong("version"),
        row.getBoolean("present"));
  }
}
