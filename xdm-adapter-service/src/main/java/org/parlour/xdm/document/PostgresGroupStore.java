package org.parlour.xdm.document;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.transaction.PlatformTransactionManager;

/// Groups, whose documents may be long, by SQL: each is read once for a change, and written once.
/// Lists of them over JPA.
final class PostgresGroupStore extends PostgresPublications<Group, GroupContent>
    implements GroupStore {
  private static final Tables TABLES = new Tables("xdm.group_document", "xdm.group_publication");

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

  /// The index helps with rare texts only. A plan for all texts, which PostgreSQL makes of what is
  /// asked again and again, does without and reads row by row.
  private static final String PLAN_FOR_EACH = "set local plan_cache_mode = force_custom_plan";

  private static final String GROUP =
      """
      select uri, version, xui, name, updated, body from xdm.group_document
      """;

  private static final String BY_URI = GROUP + "where uri = ?";

  private static final String PLACED = GROUP + "where xui = ? and name = ?";

  /// Versions grow: a publication is settled before the next begins.
  private static final String STORE =
      """
      insert into xdm.group_document as row (uri, version, xui, name, updated, body, display_name)
      values (?, ?, ?, ?, now(), ?, ?)
      on conflict (uri) do update
        set version = excluded.version, xui = excluded.xui, name = excluded.name,
            updated = excluded.updated, body = excluded.body, display_name = excluded.display_name
        where row.version < excluded.version""";

  private static final String DELETE = "delete from xdm.group_document where uri = ?";

  private static final String URI_AT =
      """
      select uri from xdm.group_document where xui = ? and name = ?""";

  private static final String IN_TREE =
      """
      select g from GroupEntity g where g.xui = :xui order by g.name""";

  private final EntityManager entities;
  private final AuditTrail trail;
  private final GroupReferences references;

  PostgresGroupStore(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      AuditTrail trail,
      GroupReferences references) {
    super(database, transactions, "group", TABLES);
    this.entities = entities;
    this.trail = trail;
    this.references = references;
  }

  @Override
  public Optional<Group> find(ImAddress uri) {
    return Optional.ofNullable(stored(key(uri)));
  }

  @Override
  public Optional<Group> find(GroupPlace place) {
    return jdbc.query(PLACED, PostgresGroupStore::group, place.xui(), place.name()).stream()
        .findFirst();
  }

  private static Group group(ResultSet row, int index) throws SQLException {
    GroupPlace place = new GroupPlace(row.getString("xui"), row.getString("name"));
    return new Group(
        ImAddress.parse(row.getString("uri")),
        row.getLong("version"),
        row.getObject("updated", OffsetDateTime.class).toInstant(),
        GroupContent.stored(place, XmlDocument.stored(row.getBytes("body"))));
  }

  @Override
  public Optional<ImAddress> uriAt(GroupPlace place) {
    return jdbc.queryForList(URI_AT, String.class, place.xui(), place.name()).stream()
        .findFirst()
        .map(ImAddress::parse);
  }

  @Override
  public List<Group> inTree(String xui) {
    return reading(
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
    return reading(
        () ->
            groups(text)
                .setParameter("after", after == null ? "" : key(after))
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(GroupEntity::toRecord)
                .toList());
  }

  /// Within the transaction in which they are asked for.
  private TypedQuery<GroupEntity> groups(String text) {
    if (text.isEmpty()) {
      return entities.createQuery(LIST, GroupEntity.class);
    }
    jdbc.execute(PLAN_FOR_EACH);
    String literally = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return entities
        .createQuery(FIND, GroupEntity.class)
        .setParameter("part", "%" + literally + "%");
  }

  @Override
  protected void store(Publication<Group> publication, @Nullable GroupContent content) {
    note(publication, content);
    String uri = key(publication.uri());
    refer(uri, publication.before() == null ? null : publication.before().content(), content);
    if (content == null) {
      jdbc.update(DELETE, uri);
      return;
    }
    int stored =
        jdbc.update(
            STORE,
            uri,
            publication.version(),
            content.place().xui(),
            content.place().name(),
            content.document().octets(),
            content.definition().displayName());
    if (stored == 0) {
      throw new IllegalStateException(
          "group " + uri + ": version " + publication.version() + " (expected: a higher one)");
    }
  }

  private void refer(String uri, @Nullable GroupContent before, @Nullable GroupContent after) {
    boolean referred = before != null && before.mayRefer();
    if (after != null && (referred || after.mayRefer())) {
      references.store(uri, after);
    } else if (referred) {
      references.forget(uri);
    }
  }

  private void note(Publication<Group> publication, @Nullable GroupContent after) {
    GroupContent before = publication.before() == null ? null : publication.before().content();
    if (before != null || after != null) {
      GroupPlace place = after == null ? requireNonNull(before).place() : after.place();
      trail.changed(
          new DocumentSelector(ApplicationUsages.GROUPS, place.xui(), place.name()),
          publication.uri(),
          publication.version(),
          before == null ? null : before.document().text(),
          after == null ? null : after.document().text(),
          after != null);
    }
  }

  @Override
  protected @Nullable Group stored(String uri) {
    return jdbc.query(BY_URI, PostgresGroupStore::group, uri).stream().findFirst().orElse(null);
  }

  @Override
  protected GroupContent content(Group stored) {
    return stored.content();
  }
}
