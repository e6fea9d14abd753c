package org.parlour.xdm.document;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// To which lists groups refer, and which versions of them were published. Thread-safe; blocks.
final class GroupReferences {
  private static final String FORGET = "delete from xdm.group_reference where uri = ?";

  private static final String NOTE =
      """
      insert into xdm.group_reference (uri, xui, name) values (?, ?, ?) on conflict do nothing""";

  /// Groups that refer to a list of which another version was read are to be published once more,
  /// like one whose publication was not settled: its publisher reads this version, or a later one.
  /// One that is under way is left for the next time.
  private static final String FOLLOW =
      """
      with list as (
        select r.uri, r.xui, r.name, r.version as read, coalesce(d.version, 0) as version
        from xdm.group_reference r
        left join xdm.document d on d.auid = ? and d.xui = r.xui and d.name = r.name),
      due as (
        insert into xdm.group_publication (uri, token, due)
        select distinct uri, cast(? as uuid), now() from list where read <> version
        on conflict (uri) do nothing
        returning uri)
      update xdm.group_reference r set version = list.version
      from due, list
      where r.uri = due.uri
        and list.uri = r.uri and list.xui = r.xui and list.name = r.name""";

  private final JdbcTemplate jdbc;
  private final ReferredLists lists;
  private final String auid;

  /// @param auid of the usage whose documents have the lists
  GroupReferences(DataSource database, ReferredLists lists, String auid) {
    this.jdbc = new JdbcTemplate(database);
    this.lists = lists;
    this.auid = auid;
  }

  /// In the transaction in which a group is stored that refers to lists, or did before.
  ///
  /// @param uri G, canonical
  void store(String uri, GroupContent content) {
    jdbc.update(FORGET, uri);
    List<Object[]> rows =
        content.anchors().stream()
            .map(lists::place)
            .flatMap(Optional::stream)
            .distinct()
            .map(place -> new Object[] {uri, place.xui(), place.name()})
            .toList();
    jdbc.batchUpdate(NOTE, rows);
  }

  /// The same of one that is no more.
  void forget(String uri) {
    jdbc.update(FORGET, uri);
  }

  /// @return whether groups are to be published once more
  boolean follow() {
    return jdbc.update(FOLLOW, auid, UUID.randomUUID().toString()) > 0;
  }
}
