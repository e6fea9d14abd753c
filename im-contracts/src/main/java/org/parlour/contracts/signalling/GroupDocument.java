package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  /// @param openToAll whoever is authenticated may join, subscribe and be anonymous; otherwise
  ///     members only
  public record Definition(
      @Nullable String displayName,
      List<Member> members,
      boolean inviteMembers,
      @Nullable Integer maxParticipants,
      boolean openToAll) {
    public Definition {
      members = List.copyOf(members);
    }
  }

  /// @param nickname the `rl:display-name` of the member's entry
  public record Member(ImAddress address, @Nullable String nickname) {}
}
