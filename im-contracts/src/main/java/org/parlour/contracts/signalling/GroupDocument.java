package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.group.GroupRule;
import org.parlour.protocol.address.ImAddress;

/// A group document as it now stands, published by its owner under the group's key. Documents are
/// commands: a later INVITE stands behind it in the same partition.
///
/// @param version grows with each change of the document
/// @param definition null when the document was deleted
public record GroupDocument(
    Instant at, ImAddress group, long version, @Nullable Definition definition)
    implements SignallingInput {

  /// What the focus reads of the document.
  ///
  /// @param maxParticipants null for no limit of its own
  /// @param openToAll stands for [GroupRule#forEverybody] where there are no rules
  /// @param rules who may do what; null in a document that has none, and in those of a release
  ///     that knew none
  /// @param maxDuration seconds that a session may last; null for no limit of its own
  /// @param subject of sessions whose first INVITE names none
  public record Definition(
      @Nullable String displayName,
      List<Member> members,
      boolean inviteMembers,
      @Nullable Integer maxParticipants,
      boolean openToAll,
      @Nullable List<GroupRule> rules,
      @Nullable Integer maxDuration,
      @Nullable String subject) {
    private static final List<GroupRule> OPEN = List.of(GroupRule.forEverybody());
    private static final List<GroupRule> CLOSED = List.of(GroupRule.forMembers());

    public Definition {
      members = List.copyOf(members);
      rules = rules == null ? null : List.copyOf(rules);
    }

    /// A group without rules and limits of its own.
    public Definition(
        @Nullable String displayName,
        List<Member> members,
        boolean inviteMembers,
        @Nullable Integer maxParticipants,
        boolean openToAll) {
      this(displayName, members, inviteMembers, maxParticipants, openToAll, null, null, null);
    }

    /// The rules that hold: those of the document, else what [#openToAll] stands for.
    public List<GroupRule> ruleset() {
      if (rules != null) {
        return rules;
      }
      return openToAll ? OPEN : CLOSED;
    }
  }

  /// @param nickname the `rl:display-name` of the member's entry
  public record Member(ImAddress address, @Nullable String nickname) {}
}
