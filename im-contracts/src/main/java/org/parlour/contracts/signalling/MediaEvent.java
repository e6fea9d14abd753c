package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.parlour.protocol.address.ImAddress;

/// What a switch saw on a session's legs. Every event names the epoch of the assignment that it
/// belongs to; one of an earlier epoch is ignored.
public sealed interface MediaEvent extends SignallingInput {
  long epoch();

  /// The leg's first valid request bound a connection to it (RFC 4975 §5.4).
  record LegConnected(Instant at, long epoch, String leg) implements MediaEvent {}

  /// The leg has no connection any more, or was dropped.
  record LegLost(Instant at, long epoch, String leg, Cause cause) implements MediaEvent {
    public enum Cause {
      /// The connection closed or broke.
      CONNECTION_LOST,
      /// Nobody bound a connection in time.
      NEVER_CONNECTED,
      /// The leg's queue was full: it read too slowly.
      TOO_SLOW
    }
  }

  /// A well-formed NICKNAME waits for the conference's decision (RFC 7701 §7).
  ///
  /// @param request names the waiting transaction
  /// @param nickname as asked for; empty to give the nickname back
  record NicknameRequested(Instant at, long epoch, String leg, String request, String nickname)
      implements MediaEvent {}

  /// The switch knows nothing of this session, or missed a command: it needs everything again.
  ///
  /// @param incarnation of the switch that asks; 0 from one that does not say
  record SnapshotRequested(Instant at, long epoch, long incarnation) implements MediaEvent {}

  /// After `HandOver`: whatever the switch accepted is with the legs and, if recorded, with Kafka.
  /// It accepts nothing more.
  record HandedOver(Instant at, long epoch) implements MediaEvent {}

  /// A message came that is also for legs without MSRP. May be told twice.
  ///
  /// @param message names it within the epoch
  /// @param sender the participant's own address
  /// @param legs that it is for
  /// @param contentType of `body`, which is a whole CPIM message, as the others get it
  record MessageHeard(
      Instant at,
      long epoch,
      String message,
      ImAddress sender,
      List<String> legs,
      String contentType,
      byte[] body)
      implements MediaEvent {
    public MessageHeard {
      legs = List.copyOf(legs);
    }
  }
}
