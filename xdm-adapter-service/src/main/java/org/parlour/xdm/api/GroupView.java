package org.parlour.xdm.api;

import static java.util.Objects.requireNonNullElse;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.Group;
import org.parlour.xdm.document.GroupRefused;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupRules;
import org.parlour.xdm.document.RuleForm;

/// A group as JSON, both ways.
///
/// @param uri G; may be missing where the path says it
/// @param owner who may change the document by XCAP; missing is nobody for a new group, and whoever
///     may for another
/// @param members missing is none
/// @param inviteMembers members are invited when the session starts; missing is false
/// @param maxParticipants missing is no limit of the group's own
/// @param openToAll without rules: who is no member may join too; missing is false
/// @param rules who may do what; missing is what `openToAll` stands for
/// @param maxDuration seconds that a session may last; missing is no limit of the group's own
/// @param subject of sessions that are begun without one
/// @param version only in answers, the same as the ETag
record GroupView(
    @Schema(example = "sip:team@im.example.org") @Nullable String uri,
    @Schema(example = "sip:alice@example.org") @Nullable String owner,
    @Schema(example = "Project team") @Nullable String displayName,
    @Nullable List<MemberView> members,
    @Schema(example = "true") @Nullable Boolean inviteMembers,
    @Schema(example = "10") @Nullable Integer maxParticipants,
    @Schema(example = "false") @Nullable Boolean openToAll,
    @Nullable List<RuleForm> rules,
    @Schema(example = "7200") @Nullable Integer maxDuration,
    @Schema(example = "Project X") @Nullable String subject,
    @Schema(accessMode = Schema.AccessMode.READ_ONLY, example = "17") @Nullable Long version) {

  /// @param nickname shown instead of the member's own display name
  record MemberView(
      @Schema(example = "sip:bob@example.org") @Nullable String address,
      @Schema(example = "Captain") @Nullable String nickname) {}

  static GroupView of(Group group) {
    return of(
        group,
        group.definition().members().stream()
            .map(member -> new MemberView(member.address().toString(), member.nickname()))
            .toList());
  }

  static GroupView withoutMembers(Group group) {
    return of(group, null);
  }

  private static GroupView of(Group group, @Nullable List<MemberView> members) {
    Definition definition = group.definition();
    return new GroupView(
        group.uri().toString(),
        group.owner(),
        definition.displayName(),
        members,
        definition.inviteMembers(),
        definition.maxParticipants(),
        definition.openToAll(),
        RuleForm.of(definition.rules()),
        definition.maxDuration(),
        definition.subject(),
        group.version());
  }

  /// @return null where it is not said
  /// @throws GroupRefused with `INVALID`
  @Nullable ImAddress ownerAddress() {
    return owner == null ? null : GroupRules.address("owner", owner);
  }

  /// @throws GroupRefused with `INVALID`
  Definition definition() {
    return definition(
        requireNonNullElse(members, List.<@Nullable MemberView>of()).stream()
            .map(GroupView::member)
            .toList());
  }

  /// @param given instead of those that it says
  /// @throws GroupRefused with `INVALID`
  Definition definition(List<GroupDocument.Member> given) {
    return new Definition(
        displayName,
        given,
        requireNonNullElse(inviteMembers, false),
        maxParticipants,
        requireNonNullElse(openToAll, false),
        RuleForm.rules(rules),
        maxDuration,
        subject);
  }

  private static GroupDocument.Member member(@Nullable MemberView member) {
    if (member == null) {
      throw new GroupRefused(Reason.INVALID, "members: null (expected: an object)");
    }
    return new GroupDocument.Member(
        GroupRules.address("members.address", member.address()), member.nickname());
  }
}
