package org.parlour.xdm.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.audit.AuditTrail;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.PostgresPublications;
import org.parlour.xdm.usage.ApplicationUsages;
import org.parlour.xdm.xcap.DocumentSelector;
import org.parlour.xdm.xml.BrokenXmlException;
import org.parlour.xdm.xml.XmlDocument;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;

/// Users in PostgreSQL.
final class PostgresUserStore extends PostgresPublications<User, UserContent> implements UserStore {
  private static final Tables TABLES = new Tables("xdm.user_record", "xdm.user_publication");

  private static final String USER =
      """
      select u.*, array(select a.alias from xdm.user_alias a where a.uri = u.uri order by a.alias)
                  as aliases
      from xdm.user_record u
      """;

  private static final String BY_ADDRESS = USER + "where u.uri = ?";

  private static final String BY_ALIAS =
      USER + "where u.uri = (select a.uri from xdm.user_alias a where a.alias = ?)";

  private static final String LIST =
      USER
          + """
          where u.uri > ? and (?::text is null or strpos(lower(u.uri), ?) > 0
            or exists (select from xdm.user_alias a
                       where a.uri = u.uri and strpos(lower(a.alias), ?) > 0))
          order by u.uri limit ?""";

  private static final String STORE =
      """
      insert into xdm.user_record (uri, version, updated, barred_outgoing, barred_incoming,
                                   max_groups, max_documents, rules)
      values (?, ?, now(), ?, ?, ?, ?, ?)
      on conflict (uri) do update
        set version = excluded.version, updated = excluded.updated,
            barred_outgoing = excluded.barred_outgoing, barred_incoming = excluded.barred_incoming,
            max_groups = excluded.max_groups, max_documents = excluded.max_documents,
            rules = excluded.rules""";

  private final AuditTrail trail;

  PostgresUserStore(
      DataSource database, PlatformTransactionManager transactions, AuditTrail trail) {
    super(database, transactions, "user", TABLES);
    this.trail = trail;
  }

  @Override
  public Optional<User> find(ImAddress address) {
    String key = key(address);
    return first(BY_ADDRESS, key).or(() -> first(BY_ALIAS, key));
  }

  private Optional<User> first(String query, String key) {
    return jdbc.query(query, PostgresUserStore::user, key).stream().findFirst();
  }

  @Override
  public List<User> list(@Nullable ImAddress after, @Nullable String part, int limit) {
    String wanted = part == null ? null : part.toLowerCase(Locale.ROOT);
    return jdbc.query(
        LIST,
        PostgresUserStore::user,
        after == null ? "" : key(after),
        wanted,
        wanted,
        wanted,
        limit);
  }

  @Override
  protected @Nullable User stored(String uri) {
    return first(BY_ADDRESS, uri).orElse(null);
  }

  @Override
  protected UserContent content(User stored) {
    return stored.content();
  }

  @Override
  protected void store(Publication<User> publication, @Nullable UserContent content) {
    String uri = key(publication.uri());
    note(publication, content);
    jdbc.update("delete from xdm.user_alias where uri = ?", uri);
    if (content == null) {
      jdbc.update("delete from xdm.user_record where uri = ?", uri);
      return;
    }
    Subscription said = content.subscription();
    jdbc.update(
        STORE,
        uri,
        publication.version(),
        said.barredOutgoing(),
        said.barredIncoming(),
        said.maxGroups(),
        said.maxDocuments(),
        content.rules() == null ? null : content.rules().octets());
    for (ImAddress alias : said.aliases()) {
      try {
        jdbc.update("insert into xdm.user_alias (alias, uri) values (?, ?)", key(alias), uri);
      } catch (DuplicateKeyException e) {
        throw new GroupRefused(Reason.EXISTS, "alias: " + alias + " is another user's", e);
      }
    }
  }

  private void note(Publication<User> publication, @Nullable UserContent after) {
    User before = publication.before();
    if (before != null || after != null) {
      trail.changed(
          new DocumentSelector(
              ApplicationUsages.IM_RULES, key(publication.uri()), UserDocuments.RULES),
          null,
          publication.version(),
          before == null ? null : before.content().text(),
          after == null ? null : after.text(),
          after != null && after.rules() != null);
    }
  }

  private static User user(ResultSet row, int index) throws SQLException {
    return new User(
        ImAddress.parse(row.getString("uri")),
        row.getLong("version"),
        row.getObject("updated", OffsetDateTime.class).toInstant(),
        new UserContent(
            new Subscription(
                row.getBoolean("barred_outgoing"),
                row.getBoolean("barred_incoming"),
                Arrays.stream((String[]) row.getArray("aliases").getArray())
                    .map(ImAddress::parse)
                    .toList(),
                number(row, "max_groups"),
                number(row, "max_documents")),
            rules(row)));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  private static @Nullable XmlDocument rules(ResultSet row) throws SQLException {
    byte[] rules = row.getBytes("rules");
    try {
      return rules == null ? null : XmlDocument.parse(new String(rules, UTF_8));
    } catch (BrokenXmlException e) {
      throw new IllegalStateException("user " + row.getString("uri") + ": " + e.getMessage(), e);
    }
  }
}
