package org.parlour.xdm.api;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;

/// A group as JSON, both ways.
///
/// @param uri G; may be missing where the path says it
/// @param members missing is none
/// @param inviteMembers members are invited when the session starts; missing is false
/// @param maxParticipants missing is no limit of the group's own
/// @param openToAll who is no member may join too; missing is false
/// @param version only in answers, the same as the ETag
record GroupView(
    @Nullable String uri,
    @Nullable String displayName,
    @Nullable List<MemberView> members,
    @Nullable Boolean inviteMembers,
    @Nullable Integer maxParticipants,
    @Nullable Boolean openToAll,
    @Nullable Long version) {

  /// @param nickname shown instead of the member's own display name
  record MemberView(@Nullable String address, @Nullable String nickname) {}

  static GroupView of(Group group) {
    Definition definition = group.definition();
    return new GroupView(
        group.uri().toString(),
        definition.displayName(),
        definition.members().stream()
            .map(member -> new MemberView(member.address().toString(), member.nickname()))
            .toList(),
        definition.inviteMembers(),
        definition.maxParticipants(),
        definition.openToAll(),
        group.version());
  }

  /// @throws GroupRefused with `INVALID`
  Definition definition() {
    return new Definition(
        displayName,
        requireNonNullElse(members, List.<@Nullable MemberView>of()).stream()
            .map(GroupView::member)
            .toList(),
        requireNonNullElse(inviteMembers, false),
        maxParticipants,
        requireNonNullElse(openToAll, false));
  }

  private static GroupDocument.Member member(@Nullable MemberView member) {
    if (member == null) {
      throw new GroupRefused(Reason.INVALID, "members: null (expected: an object)");
    }
    return new GroupDocument.Member(
        GroupRules.address("members.address", member.address()), member.nickname());
  }
}
