package org.parlour.xdm.document;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Publications by SQL, beside whatever they are of. Time is the database's: instances' clocks do
/// not matter.
///
/// @param <S> a thing as it is stored
/// @param <C> what it says
public abstract class PostgresPublications<S, C> implements PublicationStore<S, C> {
  /// To be asked for behind the lock of the publication's row only: so a thing's versions grow in
  /// the order in which they are published.
  private static final String NEXT_VERSION = "select nextval('xdm.group_version')";

  protected final JdbcTemplate jdbc;
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;
  private final String noun;
  private final Tables tables;

  /// @param noun for messages
  protected PostgresPublications(
      DataSource database, PlatformTransactionManager transactions, String noun, Tables tables) {
    this.jdbc = new JdbcTemplate(database);
    this.writing = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.noun = noun;
    this.tables = tables;
  }

  /// Names of tables, with their schema.
  ///
  /// @param things with their key in the column `uri`
  /// @param publications `(uri, token, due)`
  public record Tables(String things, String publications) {
    private String prepare() {
      return """
      insert into %s as row (uri, token, due)
      values (?, ?, now() + make_interval(secs => ?))
      on conflict (uri) do update set token = excluded.token, due = excluded.due
        where row.due <= now()
      returning nextval('xdm.group_version')"""
          .formatted(publications);
    }

    private String settle() {
      return "delete from " + publications + " where uri = ? and token = ?";
    }

    private String abandon() {
      return "update " + publications + " set due = now() where uri = ? and token = ?";
    }

    /// Locked until the correction is published: neither another instance nor a new change takes
    /// it.
    private String nextDue() {
      return """
      select uri from %s where due <= now() order by due limit 1 for update skip locked"""
          .formatted(publications);
    }

    private String correctAll() {
      return """
      insert into %s (uri, token, due)
      select uri, gen_random_uuid(), now() from %s
      on conflict (uri) do nothing"""
          .formatted(publications, things);
    }
  }

  /// What is stored, within the transaction.
  protected abstract @Nullable S stored(String uri);

  protected abstract C content(S stored);

  /// Stores what was published, within the transaction.
  ///
  /// @param content null when it is no more
  protected abstract void store(Publication<S> publication, @Nullable C content);

  @Override
  public final Publication<S> prepare(ImAddress uri, Consumer<@Nullable S> check, Duration due) {
    UUID token = UUID.randomUUID();
    return writing(
        () -> {
          List<Long> version =
              jdbc.queryForList(
                  tables.prepare(), Long.class, key(uri), token, due.toMillis() / 1000.0);
          if (version.isEmpty()) {
            throw new GroupRefused(
                Reason.BUSY, noun + ": " + uri + " is being changed by somebody else");
          }
          // read behind the row's lock: no change comes in between
          S before = stored(key(uri));
          check.accept(before);
          return new Publication<>(uri.canonical(), token, version.getFirst(), before);
        });
  }

  @Override
  public final void settle(Publication<S> publication, @Nullable C content) {
    String uri = key(publication.uri());
    writing.executeWithoutResult(
        _ -> {
          if (jdbc.update(tables.settle(), uri, publication.token()) == 0) {
            throw new GroupRefused(
                Reason.NOT_PUBLISHED,
                noun + ": " + uri + " was not stored in time and stays as it was");
          }
          store(publication, content);
        });
  }

  @Override
  public final void abandon(Publication<S> publication) {
    writing.executeWithoutResult(
        _ -> jdbc.update(tables.abandon(), key(publication.uri()), publication.token()));
  }

  @Override
  public final boolean correctOne(Correction<C> publish) {
    return writing(
        () -> {
          List<String> due = jdbc.queryForList(tables.nextDue(), String.class);
          if (due.isEmpty()) {
            return false;
          }
          String uri = due.getFirst();
          S stored = stored(uri);
          publish.publish(
              ImAddress.parse(uri), nextVersion(), stored == null ? null : content(stored));
          jdbc.update("delete from " + tables.publications() + " where uri = ?", uri);
          return true;
        });
  }

  @Override
  public final String noun() {
    return noun;
  }

  @Override
  public final int unsettled() {
    return count(tables.publications());
  }

  @Override
  public final int count() {
    return count(tables.things());
  }

  @Override
  public final int correctAll() {
    return writing(() -> jdbc.update(tables.correctAll()));
  }

  private int count(String table) {
    return requireNonNull(jdbc.queryForObject("select count(*) from " + table, Integer.class));
  }

  private long nextVersion() {
    return requireNonNull(jdbc.queryForObject(NEXT_VERSION, Long.class));
  }

  /// As keys are stored.
  protected static String key(ImAddress uri) {
    return uri.canonical().toString();
  }

  /// Does `work` in a transaction that only reads.
  protected final <T> T reading(Supplier<T> work) {
    return requireNonNull(reading.execute(_ -> work.get()));
  }

  private <T> T writing(Supplier<T> work) {
    return requireNonNull(writing.execute(_ -> work.get()));
  }
}
