package org.parlour.mswitch.backbone;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.support.observe.Origin;

/// What a session tells the rest of the suite. Never blocks; any thread. What one thread hands over
/// for one key arrives in that order.
public interface Backbone {
  /// Tells the focus. Kept until it is stored.
  ///
  /// @param origin the Call-ID that the event belongs to, null when there is none
  void tell(AggregateKey key, MediaEvent event, Origin origin);

  /// Publishes a message copy.
  ///
  /// @return completes when all in-sync replicas have it, on a thread to be left at once; fails
  ///     when they did not get it
  CompletableFuture<Void> copy(MessageRecord record, Origin origin);

  /// Tells the focus what participants without MSRP are to read.
  ///
  /// @return as of [#copy]
  CompletableFuture<Void> hear(AggregateKey key, MediaEvent.MessageHeard heard, Origin origin);

  /// Takes a recording over from an earlier switch, and reads back what that one recorded. What
  /// comes of it later counts for nobody: it may be dead, and a part of what it sent still on its
  /// way.
  ///
  /// @param since what was recorded before is not wanted
  /// @return completes with all that counts, in order, on a thread to be left at once; fails when
  ///     it cannot be had
  CompletableFuture<List<Recalled>> takeOver(
      MessageRecord.TakenOver takenOver, Instant since, Origin origin);
}
