package org.parlour.xdm.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.GroupDocument.Member;
import org.parlour.protocol.address.ImAddress;

/// A group as releases before its document kept it, in columns. For the migration alone.
public final class GroupRows {
  private final ImAddress uri;
  private final Definition fields;
  private final List<Member> members = new ArrayList<>();

  /// @param row of `group_document`
  public GroupRows(ResultSet row) throws SQLException {
    uri = ImAddress.parse(row.getString("uri"));
    fields =
        new Definition(
            row.getString("display_name"),
            List.of(),
            row.getBoolean("invite_members"),
            number(row, "max_participants"),
            row.getBoolean("open_to_all"),
            RuleForm.read(row.getString("rules")),
            number(row, "max_duration"),
            row.getString("subject"));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  /// @param rows of `group_member`, in order
  public void addMembers(ResultSet rows) throws SQLException {
    while (rows.next()) {
      members.add(
          new Member(ImAddress.parse(rows.getString("address")), rows.getString("nickname")));
    }
  }

  public String uri() {
    return uri.toString();
  }

  public String xui() {
    return GroupPlace.ofItsOwn(uri).xui();
  }

  public String name() {
    return GroupPlace.ofItsOwn(uri).name();
  }

  /// The document that says the same.
  public byte[] document() {
    Definition definition =
        new Definition(
            fields.displayName(),
            members,
            fields.inviteMembers(),
            fields.maxParticipants(),
            fields.openToAll(),
            fields.rules(),
            fields.maxDuration(),
            fields.subject());
    return GroupEditor.make(uri, definition).octets();
  }
}
