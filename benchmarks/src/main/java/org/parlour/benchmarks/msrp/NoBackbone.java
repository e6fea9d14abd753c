package org.parlour.benchmarks.msrp;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.support.observe.Origin;

/// For rooms that nobody records.
class NoBackbone implements Backbone {
  @Override
  public void tell(AggregateKey key, MediaEvent event, Origin origin) {}

  @Override
  public CompletableFuture<Void> copy(MessageRecord record, Origin origin) {
    return CompletableFuture.failedFuture(new IllegalStateException("nothing is recorded"));
  }

  @Override
  public CompletableFuture<Void> hear(
      AggregateKey key, MediaEvent.MessageHeard heard, Origin origin) {
    return CompletableFuture.failedFuture(new IllegalStateException("nobody reads"));
  }

  @Override
  public CompletableFuture<List<Recalled>> takeOver(
      MessageRecord.TakenOver takenOver, Instant since, Origin origin) {
    return CompletableFuture.completedFuture(List.of());
  }
}
