package db.migration.xdm;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.parlour.xdm.document.GroupRows;

/// A group's row holds its document. What was in columns, and in the table of members, becomes the
/// document that says the same; versions stay.
@SuppressWarnings("checkstyle:TypeName")
public class V004__groups_as_documents extends BaseJavaMigration {
  private static final String ADD =
      """
      alter table group_document
        add column xui     text collate "C",  -- whose tree the document is in
        add column name    text collate "C",  -- of the document
        add column updated timestamptz,
        add column body    bytea              -- UTF-8, as its author wrote it""";

  private static final String GROUPS =
      """
      select uri, display_name, invite_members, max_participants, open_to_all, rules, max_duration,
             subject
      from group_document""";

  private static final String MEMBERS =
      """
      select address, nickname from group_member where group_uri = ? order by position""";

  private static final String FILL =
      """
      update group_document set xui = ?, name = ?, updated = now(), body = ? where uri = ?""";

  private static final String DROP =
      """
      drop table group_member;
      alter table group_document
        alter column xui set not null,
        alter column name set not null,
        alter column updated set not null,
        alter column body set not null,
        drop column invite_members,
        drop column max_participants,
        drop column open_to_all,
        drop column rules,
        drop column max_duration,
        drop column subject,
        add unique (xui, name)""";

  @Override
  public void migrate(Context context) throws SQLException {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute(ADD);
      try (PreparedStatement members = context.getConnection().prepareStatement(MEMBERS);
          PreparedStatement fill = context.getConnection().prepareStatement(FILL);
          Statement reading = context.getConnection().createStatement();
          ResultSet groups = reading.executeQuery(GROUPS)) {
        while (groups.next()) {
          GroupRows row = new GroupRows(groups);
          members.setString(1, row.uri());
          try (ResultSet rows = members.executeQuery()) {
            row.addMembers(rows);
          }
          fill.setString(1, row.xui());
          fill.setString(2, row.name());
          fill.setBytes(3, row.document());
          fill.setString(4, row.uri());
          fill.executeUpdate();
        }
      }
      statement.execute(DROP);
    }
  }
}
