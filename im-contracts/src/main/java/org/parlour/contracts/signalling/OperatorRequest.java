package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// What an operator wants of a running session. It means nothing to a later session of the same
/// focus, and nothing once the session has ended.
public sealed interface OperatorRequest extends SignallingInput {
  /// S of the session that is meant.
  ImAddress session();

  /// All devices of one participant leave.
  ///
  /// @param user canonical
  record Expel(Instant at, ImAddress session, ImAddress user) implements OperatorRequest {}

  /// Everybody leaves, and S is unknown from then on.
  record Close(Instant at, ImAddress session) implements OperatorRequest {}

  /// A system message to everybody (reference §6.6).
  record Announce(Instant at, ImAddress session, String text) implements OperatorRequest {}

  /// Participants are offered other media (clause 7.2.2.6).
  ///
  /// @param user canonical; null for every participant
  /// @param maxSize octets that a message may have; null to leave it as it is
  /// @param acceptTypes lower case; empty to leave them as they are
  record ModifyMedia(
      Instant at,
      ImAddress session,
      @Nullable ImAddress user,
      @Nullable Long maxSize,
      List<String> acceptTypes)
      implements OperatorRequest {
    public ModifyMedia {
      acceptTypes = List.copyOf(acceptTypes);
    }
  }
}
