package org.parlour.benchmarks.xdm;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// What a change leaves in the database: the document under a higher version, an entry in the audit
/// trail, and news in an outbox, in one transaction. Every method is one. Nobody takes the news
/// away, and nobody mends a publication that was begun and not settled.
final class PromisedRows {
  private static final String TABLES =
      """
      create sequence if not exists promised_version;
      create table if not exists promised (
        path text collate "C" primary key,
        version bigint not null,
        updated timestamptz not null,
        body bytea not null);
      create table if not exists promised_audit (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        actor text not null,
        path text not null,
        version bigint not null,
        action text not null,
        change text not null);
      create table if not exists promised_news (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        owner text not null,
        path text not null,
        version bigint not null,
        present boolean not null);
      create table if not exists promised_publication (
        path text collate "C" primary key,
        token uuid not null,
        due timestamptz not null)""";

  private static final String STORE =
      """
      insert into promised (path, version, updated, body)
      values (?, nextval('promised_version'), now(), ?)
      on conflict (path) do update
        set version = nextval('promised_version'), updated = excluded.updated, body = excluded.body
      returning version""";

  private static final String STORE_PUBLISHED =
      """
      insert into promised (path, version, updated, body) values (?, ?, now(), ?)
      on conflict (path) do update
        set version = excluded.version, updated = excluded.updated, body = excluded.body""";

  private static final String AUDIT =
      """
      insert into promised_audit (actor, path, version, action, change)
      values (?, ?, ?, 'replaced', ?)""";

  private static final String NEWS =
      "insert into promised_news (owner, path, version, present) values (?, ?, ?, true)";

  private static final String BEGIN =
      """
      insert into promised_publication as row (path, token, due)
      values (?, ?, now() + interval '26 s')
      on conflict (path) do update set token = excluded.token, due = excluded.due
        where row.due <= now()
      returning nextval('promised_version')""";

  private static final String SETTLE =
      "delete from promised_publication where path = ? and token = ?";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  PromisedRows(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    jdbc.execute(TABLES);
  }

  /// @return the version under which it is stored
  long store(PromisedDocument document, byte[] body) {
    return requireNonNull(
        transaction.execute(
            _ -> {
              long version =
                  requireNonNull(jdbc.queryForObject(STORE, Long.class, document.path(), body));
              note(document, version);
              return version;
            }));
  }

  /// Claims a document, so that what is published of it until [#settle] is published in order.
  ///
  /// @return the version to be published
  /// @throws IllegalStateException when another change of it is under way
  long begin(PromisedDocument document, UUID token) {
    List<Long> version = jdbc.queryForList(BEGIN, Long.class, document.path(), token);
    if (version.isEmpty()) {
      throw new IllegalStateException(document.path() + " is being changed already");
    }
    return version.getFirst();
  }

  /// @throws IllegalStateException when somebody else has claimed the document since
  void settle(PromisedDocument document, UUID token, long version, byte[] body) {
    transaction.executeWithoutResult(
        _ -> {
          if (jdbc.update(SETTLE, document.path(), token) == 0) {
            throw new IllegalStateException(document.path() + " was not stored in time");
          }
          jdbc.update(STORE_PUBLISHED, document.path(), version, body);
          note(document, version);
        });
  }

  private void note(PromisedDocument document, long version) {
    jdbc.update(AUDIT, document.owner(), document.path(), version, document.change());
    jdbc.update(NEWS, document.owner(), document.path(), version);
  }
}
