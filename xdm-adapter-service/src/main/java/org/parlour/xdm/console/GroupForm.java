package org.parlour.xdm.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.springframework.http.HttpStatus;

/// What stands in the fields of a group's form.
///
/// @param user of the URI; only for a new group
/// @param owner who may change it by XCAP; empty for nobody; only for a new group
/// @param members see [MemberLines]
/// @param maxParticipants empty is no limit
/// @param maxDuration seconds; empty is no limit
/// @param who may take part: `members`, `everybody`, or `rules` for those that the group has
record GroupForm(
    String user,
    String owner,
    String displayName,
    String subject,
    String members,
    boolean inviteMembers,
    String maxParticipants,
    String maxDuration,
    String who) {
  static final GroupForm EMPTY = new GroupForm("", "", "", "", "", false, "", "", "members");

  static GroupForm of(Map<String, String> fields) {
    return new GroupForm(
        field(fields, "user"),
        field(fields, "owner"),
        field(fields, "displayName"),
        field(fields, "subject"),
        field(fields, "members"),
        fields.containsKey("inviteMembers"),
        field(fields, "maxParticipants"),
        field(fields, "maxDuration"),
        field(fields, "who"));
  }

  static GroupForm of(GroupEntry group) {
    Definition definition = group.definition();
    String open = definition.openToAll() ? "everybody" : "members";
    return new GroupForm(
        group.uri().user(),
        text(group.owner()),
        text(definition.displayName()),
        text(definition.subject()),
        MemberLines.of(definition.members()),
        definition.inviteMembers(),
        text(definition.maxParticipants()),
        text(definition.maxDuration()),
        definition.rules() == null ? open : "rules");
  }

  /// @throws Problem that names the field
  @Nullable ImAddress ownerAddress() {
    return owner.isBlank() ? null : MemberLines.address("owner", owner);
  }

  /// @param rules those that the group has
  /// @throws Problem that names the field
  Definition definition(@Nullable List<GroupRule> rules) {
    return new Definition(
        displayName,
        MemberLines.read(members),
        inviteMembers,
        number("maxParticipants", maxParticipants),
        who.equals("everybody"),
        who.equals("rules") ? rules : null,
        number("maxDuration", maxDuration),
        subject);
  }

  private static @Nullable Integer number(String field, String text) {
    try {
      return text.isBlank() ? null : Integer.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, field + ": " + text + " (expected: a number, or nothing)", e);
    }
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
