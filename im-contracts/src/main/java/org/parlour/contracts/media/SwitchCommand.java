package org.parlour.contracts.media;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.protocol.address.ImAddress;

/// What the focus tells the switch that has a session. Commands of one session are applied by
/// [#sequence()]: a repeated one is ignored, a gap is answered with `SnapshotRequested`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
public sealed interface SwitchCommand {
  /// The aggregate to which events go back.
  AggregateKey key();

  /// The running session: S.
  ImAddress session();

  /// Counts the assignments of the session to a switch.
  long epoch();

  /// Counts the commands of an epoch, from 1.
  long sequence();

  /// Take the session as it now is. Starts an epoch, and answers `SnapshotRequested`.
  ///
  /// @param incarnation of the switch it was assigned to; another one has nothing of its memory
  /// @param addressee what a message to everybody is addressed to: S, or G
  /// @param recording under which copies of messages are published for the archive; null when the
  ///     session is not archived. Of such a session the switch still publishes, as transit copies
  ///     under a name of its own, what asked for a success report
  /// @param resumeFrom what was recorded in earlier epochs since then, legs may have missed; null
  ///     when they missed nothing
  record OpenSession(
      AggregateKey key,
      ImAddress session,
      long epoch,
      long sequence,
      long incarnation,
      ImAddress addressee,
      @Nullable String recording,
      List<MediaLeg> legs,
      @Nullable Instant resumeFrom)
      implements SwitchCommand {
    public OpenSession {
      legs = List.copyOf(legs);
    }
  }

  /// A leg is expected to connect, or to be connected to.
  record AddLeg(AggregateKey key, ImAddress session, long epoch, long sequence, MediaLeg leg)
      implements SwitchCommand {}

  /// The leg's description changed, its name stays.
  record UpdateLeg(AggregateKey key, ImAddress session, long epoch, long sequence, MediaLeg leg)
      implements SwitchCommand {}

  record RemoveLeg(AggregateKey key, ImAddress session, long epoch, long sequence, String leg)
      implements SwitchCommand {}

  /// @param request of `NicknameRequested`
  /// @param status the MSRP status to answer with
  record NicknameDecision(
      AggregateKey key,
      ImAddress session,
      long epoch,
      long sequence,
      String leg,
      String request,
      int status)
      implements SwitchCommand {}

  /// Send a system message (reference §6.6) to one leg, or to all when `leg` is null.
  record SystemMessage(
      AggregateKey key,
      ImAddress session,
      long epoch,
      long sequence,
      @Nullable String leg,
      String event,
      String text)
      implements SwitchCommand {}

  /// Accept nothing more, bring what was accepted to its end, and say `HandedOver`: another switch
  /// is about to have the session. It closes by itself, when its peers have gone there.
  record HandOver(AggregateKey key, ImAddress session, long epoch, long sequence)
      implements SwitchCommand {}

  record CloseSession(AggregateKey key, ImAddress session, long epoch, long sequence)
      implements SwitchCommand {}
}
