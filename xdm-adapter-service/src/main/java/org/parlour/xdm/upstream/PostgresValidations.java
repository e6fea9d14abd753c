package org.parlour.xdm.upstream;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.springframework.jdbc.core.JdbcTemplate;

/// In PostgreSQL, for all instances.
final class PostgresValidations implements Validations {
  private static final String FIND =
      """
      select etag, confirmed, told from xdm.upstream_document where kind = ? and uri = ?""";

  private static final String BEGIN =
      """
      insert into xdm.upstream_document (kind, uri, due) values (?, ?, ?)
      on conflict (kind, uri) do nothing""";

  private static final String CONFIRM =
      """
      insert into xdm.upstream_document (kind, uri, etag, confirmed, due) values (?, ?, ?, ?, ?)
      on conflict (kind, uri) do update
        set etag = excluded.etag, confirmed = excluded.confirmed, due = excluded.due""";

  private static final String TELL =
      """
      update xdm.upstream_document set told = ?, due = ? where kind = ? and uri = ?""";

  private static final String POSTPONE =
      """
      update xdm.upstream_document set due = ? where kind = ? and uri = ?""";

  private static final String FORGET =
      """
      delete from xdm.upstream_document where kind = ? and uri = ?""";

  private static final String CLAIM =
      """
      update xdm.upstream_document set due = ?
      where (kind, uri) in (
        select kind, uri from xdm.upstream_document where due <= ?
        order by due limit ? for update skip locked)
      returning kind, uri""";

  private static final String CENSUS =
      """
      select count(*) as documents, count(*) filter (where told > ?) as told,
             min(confirmed) as oldest
      from xdm.upstream_document""";

  private final JdbcTemplate jdbc;

  PostgresValidations(DataSource database) {
    this.jdbc = new JdbcTemplate(database);
  }

  @Override
  public Optional<Validation> find(Kind kind, ImAddress uri) {
    return jdbc
        .query(
            FIND,
            (row, _) ->
                new Validation(
                    row.getString("etag"), instant(row, "confirmed"), instant(row, "told")),
            kind.tag(),
            key(uri))
        .stream()
        .findFirst();
  }

  @Override
  public void begin(Kind kind, ImAddress uri, Instant due) {
    jdbc.update(BEGIN, kind.tag(), key(uri), time(due));
  }

  @Override
  public void confirm(Kind kind, ImAddress uri, @Nullable String etag, Instant at, Instant due) {
    jdbc.update(CONFIRM, kind.tag(), key(uri), etag, time(at), time(due));
  }

  @Override
  public boolean tell(Kind kind, ImAddress uri, Instant until, Instant due) {
    return jdbc.update(TELL, time(until), time(due), kind.tag(), key(uri)) > 0;
  }

  @Override
  public void postpone(Kind kind, ImAddress uri, Instant due) {
    jdbc.update(POSTPONE, time(due), kind.tag(), key(uri));
  }

  @Override
  public void forget(Kind kind, ImAddress uri) {
    jdbc.update(FORGET, kind.tag(), key(uri));
  }

  @Override
  public List<Due> claim(int most, Instant now, Instant lease) {
    return jdbc.query(CLAIM, PostgresValidations::due, time(lease), time(now), most);
  }

  @Override
  public Census census(Instant now) {
    return requireNonNull(
        jdbc.queryForObject(
            CENSUS,
            (row, _) ->
                new Census(row.getInt("documents"), row.getInt("told"), instant(row, "oldest")),
            time(now)));
  }

  private static Due due(ResultSet row, int index) throws SQLException {
    return new Due(
        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        ImAddress.parse(row.getString("uri")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static String key(ImAddress uri) {
    return uri.canonical().toString();
  }
}
