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

/// Groups over JPA, and by SQL what is read most.
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

  /// Readers ask for nothing as often: one statement, without a transaction around it.
  private static final String PLACED =
      """
      select uri, version, updated, body from xdm.group_document where xui = ? and name = ?""";

  private static final String URI_AT =
      """
      select uri from xdm.group_document where xui = ? and name = ?""";

  private static final String IN_TREE =
      """
      select g from GroupEntity g where g.xui = :xui order by g.name""";

  private final EntityManager entities;
  private final AuditTrail trail;

  PostgresGroupStore(
      DataSource database,
      EntityManager entities,
      PlatformTransactionManager transactions,
      AuditTrail trail) {
    super(database, transactions, "group", TABLES);
    this.entities = entities;
    this.trail = trail;
  }

  @Override
  public Optional<Group> find(ImAddress uri) {
    return reading(() -> Optional.ofNullable(stored(key(uri))));
  }

  @Override
  public Optional<Group> find(GroupPlace place) {
    return jdbc.query(PLACED, (row, _) -> group(place, row), place.xui(), place.name()).stream()
        .findFirst();
  }

  private static Group group(GroupPlace place, ResultSet row) throws SQLException {
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
  protected void store(Publication publication, @Nullable GroupContent content) {
    GroupEntity entity = entities.find(GroupEntity.class, key(publication.uri()));
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
  protected @Nullable Group stored(String uri) {
    GroupEntity entity = entities.find(GroupEntity.class, uri);
    return entity == null ? null : entity.toRecord();
  }

  @Override
  protected GroupContent content(Group stored) {
    return stored.content();
  }
}
