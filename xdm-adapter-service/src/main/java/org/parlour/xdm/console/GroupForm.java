package org.parlour.xdm.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;

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
        Fields.text(fields, "user"),
        Fields.text(fields, "owner"),
        Fields.text(fields, "displayName"),
        Fields.text(fields, "subject"),
        Fields.text(fields, "members"),
        fields.containsKey("inviteMembers"),
        Fields.text(fields, "maxParticipants"),
        Fields.text(fields, "maxDuration"),
        Fields.text(fields, "who"));
  }

  static GroupForm of(GroupEntry group) {
    Definition definition = group.definition();
    String open = definition.openToAll() ? "everybody" : "members";
    return new GroupForm(
        group.uri().user(),
        Fields.text(group.owner()),
        Fields.text(definition.displayName()),
        Fields.text(definition.subject()),
        MemberLines.of(definition.members()),
        definition.inviteMembers(),
        Fields.text(definition.maxParticipants()),
        Fields.text(definition.maxDuration()),
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
        Fields.number("maxParticipants", maxParticipants),
        who.equals("everybody"),
        who.equals("rules") ? rules : null,
        Fields.number("maxDuration", maxDuration),
        subject);
  }
}
