package org.parlour.mswitch.session;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// How a session is, for people: no address that could be used to send.
///
/// @param session S, masked
public record SessionState(
    String session,
    long epoch,
    long sequence,
    boolean archived,
    int unstored,
    List<LegState> legs) {
  public SessionState {
    legs = List.copyOf(legs);
  }

  /// S without what would let a reader of a log join.
  static String masked(ImAddress session) {
    String user = session.user();
    return session.scheme() + ":" + user.substring(0, Math.min(6, user.length())) + "…";
  }

  /// @param localPath masked
  public record LegState(
      String leg,
      String localPath,
      boolean connected,
      boolean suspended,
      boolean throttled,
      long queuedBytes,
      long queuedFrames,
      int openMessages,
      @Nullable Long stalledMillis) {}
}
