package org.parlour.xdm.document;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Groups over JPA, publications by SQL. Time is the database's: instances' clocks do not matter.
final class PostgresGroupStore implements GroupStore {
  private static final String PREPARE =
      """
      insert into xdm.group_publication as row (uri, token, due)
      values (?, ?, now() + make_interval(secs => ?))
      on conflict (uri) do update set token = excluded.token, due = excluded.due
        where row.due <= now()""";

  /// To be asked for behind the lock of the group's row only: so a group's versions grow in the
  /// order in which they are published.
  private static final String NEXT_VERSION =
      """
      select nextval('xdm.group_version')""";

  private static final String SETTLE =
      """
      delete from xdm.group_publication where uri = ? and token = ?""";

  private static final String ABANDON =
      """
      update xdm.group_publication set due = now() where uri = ? and token = ?""";

  /// Locked until the correction is published: neither another instance nor a new change takes it.
  private static final String NEXT_DUE =
      """
      select uri from xdm.group_publication where due <= now()
      order by due limit 1 for update skip locked""";

  private static final String LIST =
      """
      select g from GroupEntity g where g.uri > :after order by g.uri""";

  /// As the index on parts of text is able to answer it.
  private static final String FIND =
      """
      select g from GroupEntity g
      where g.uri > :after
        and (g.uri ilike :part escape '!' or g.displayName ilike :part escape '!')
      order by g.uri""";

  private static final String PLACED =
      """
      select g from GroupEntity g where g.xui = :xui and g.name = :name""";

  private static final String IN_TREE =
      """
      select g from GroupEntity g where g.xui = :xui order by g.name""";

  private final EntityManager entities;
  private final JdbcTemplate jdbc;
  private final AuditTrail trail;
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;

  PostgresGroupStore(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      AuditTrail trail) {
    this.trail = trail;
    this.entities = entities;
    this.jdbc = new JdbcTemplate(database);
    this.writing = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  @Override
  public Optional<Group> find(ImAddress uri) {
    return in(reading, () -> Optional.ofNullable(stored(key(uri))));
  }

  @Override
  public Optional<Group> find(GroupPlace place) {
    return in(
        reading,
        () ->
            entities
                .createQuery(PLACED, GroupEntity.class)
                .setParameter("xui", place.xui())
                .setParameter("name", place.name())
                .getResultStream()
                .findFirst()
                .map(GroupEntity::toRecord));
  }

  @Override
  public List<Group> inTree(String xui) {
    return in(
        reading,
        () ->
            entities
                .createQuery(IN_TREE, GroupEntity.class)
                .setParameter("xui", xui)
                .getResultStream()
                .map(GroupEntity::toRecord)
                .toList());
  }

  @Override
  public List<Group> list(@Nullable ImAddress after, String text, int limit) {
    return in(
        reading,
        () ->
            groups(text)
                .setParameter("after", after == null ? "" : key(after))
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(GroupEntity::toRecord)
                .toList());
  }

  private TypedQuery<GroupEntity> groups(String text) {
    if (text.isEmpty()) {
      return entities.createQuery(LIST, GroupEntity.class);
    }
    String literally = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return entities
        .createQuery(FIND, GroupEntity.class)
        .setParameter("part", "%" + literally + "%");
  }

  @Override
  public Publication prepare(ImAddress uri, Consumer<@Nullable Group> check, Duration due) {
    UUID token = UUID.randomUUID();
    return in(
        writing,
        () -> {
          if (jdbc.update(PREPARE, key(uri), token, due.toMillis() / 1000.0) == 0) {
            throw new GroupRefused(
                Reason.BUSY, "group: " + uri + " is being changed by somebody else");
          }
          // read behind the row's lock: no change comes in between
          check.accept(stored(key(uri)));
          return new Publication(uri.canonical(), token, nextVersion());
        });
  }

  @Override
  public void settle(Publication publication, @Nullable GroupContent content) {
    String uri = key(publication.uri());
    writing.executeWithoutResult(
        _ -> {
          if (jdbc.update(SETTLE, uri, publication.token()) == 0) {
            throw new GroupRefused(
                Reason.NOT_PUBLISHED,
                "group: " + uri + " was not stored in time and stays as it was");
          }
          GroupEntity entity = entities.find(GroupEntity.class, uri);
          note(publication, entity, content);
          if (content != null) {
            if (entity == null) {
              entity = new GroupEntity(publication.uri());
              entity.define(publication.version(), content);
              entities.persist(entity);
            } else {
              entity.define(publication.version(), content);
            }
          } else if (entity != null) {
            entities.remove(entity);
          }
        });
  }

  private void note(
      Publication publication, @Nullable GroupEntity before, @Nullable GroupContent after) {
    if (before != null || after != null) {
      GroupPlace place = after == null ? requireNonNull(before).place() : after.place();
      trail.changed(
          new DocumentSelector(ApplicationUsages.GROUPS, place.xui(), place.name()),
          publication.version(),
          before == null ? null : before.text(),
          after == null ? null : after.document().text());
    }
  }

  @Override
  public void abandon(Publication publication) {
    writing.executeWithoutResult(
        _ -> jdbc.update(ABANDON, key(publication.uri()), publication.token()));
  }

  @Override
  public boolean correctOne(Correction publish) {
    return in(
        writing,
        () -> {
          List<String> due = jdbc.queryForList(NEXT_DUE, String.class);
          if (due.isEmpty()) {
            return false;
          }
          String uri = due.getFirst();
          Group stored = stored(uri);
          publish.publish(
              ImAddress.parse(uri), nextVersion(), stored == null ? null : stored.definition());
          jdbc.update("delete from xdm.group_publication where uri = ?", uri);
          return true;
        });
  }

  @Override
  public int unsettled() {
    return requireNonNull(
        jdbc.queryForObject("select count(*) from xdm.group_publication", Integer.class));
  }

  private long nextVersion() {
    return requireNonNull(jdbc.queryForObject(NEXT_VERSION, Long.class));
  }

  private @Nullable Group stored(String uri) {
    GroupEntity entity = entities.find(GroupEntity.class, uri);
    return entity == null ? null : entity.toRecord();
  }

  private static String key(ImAddress uri) {
    return uri.canonical().toString();
  }

  private static <T> T in(TransactionTemplate transaction, Supplier<T> work) {
    return requireNonNull(transaction.execute(_ -> work.get()));
  }
}
