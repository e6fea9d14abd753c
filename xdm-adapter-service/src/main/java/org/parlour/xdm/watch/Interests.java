package org.parlour.xdm.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.xcap.DocumentSelector;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who asked about which documents outside of the own tree, in PostgreSQL. Thread-safe; blocks.
///
/// A question and what it is interested in are stored together. So a change that is published
/// without a look at them was stored before the answer is read, and stands in it.
final class Interests implements DocumentQuestions {
  private static final String NOTE =
      """
      insert into xdm.document_interest (path, watcher) values (?, ?)
      on conflict (path, watcher) do update set at = now()""";

  /// The newest ones stay.
  private static final String LIMIT =
      """
      delete from xdm.document_interest where watcher = ? and path in
        (select path from xdm.document_interest where watcher = ? order by at desc offset ?)""";

  /// Of a user, who may ask about what is never made; more than ten full lists name.
  private static final int MOST = 5_000;

  private static final String FORGET =
      "delete from xdm.document_interest where path = ? and watcher = ?";

  private static final String FIND =
      "select path, watcher from xdm.document_interest where path = any (?)";

  private final DocumentNews news;
  private final Selections selections;
  private final Predicate<ImAddress> servers;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate writing;

  /// @param servers of whom there is no limit
  Interests(
      DocumentNews news,
      Selections selections,
      Predicate<ImAddress> servers,
      DataSource database,
      PlatformTransactionManager transactions) {
    this.news = news;
    this.selections = selections;
    this.servers = servers;
    this.jdbc = new JdbcTemplate(database);
    this.writing = new TransactionTemplate(transactions);
  }

  @Override
  public void asked(DocumentsQuestion question) {
    ImAddress user = question.user().canonical();
    List<DocumentSelector> elsewhere = selections.of(user, question.uris()).elsewhere();
    writing.executeWithoutResult(
        _ -> {
          news.asked(question);
          note(user.toString(), elsewhere);
          if (!elsewhere.isEmpty() && !servers.test(user)) {
            jdbc.update(LIMIT, user.toString(), user.toString(), MOST);
          }
        });
  }

  private void note(String watcher, List<DocumentSelector> documents) {
    jdbc.batchUpdate(
        NOTE, documents.stream().map(document -> new Object[] {document.path(), watcher}).toList());
  }

  @Override
  public void forgotten(DocumentForgotten forgotten) {
    jdbc.update(FORGET, forgotten.path(), forgotten.user().canonical().toString());
  }

  /// Who asked, by path.
  Map<String, List<ImAddress>> in(Collection<String> paths) {
    Map<String, List<ImAddress>> watchers = new HashMap<>();
    jdbc.query(
        FIND,
        row -> {
          watchers
              .computeIfAbsent(row.getString("path"), _ -> new ArrayList<>())
              .add(ImAddress.parse(row.getString("watcher")));
        },
        (Object) paths.toArray(String[]::new));
    return watchers;
  }
}
