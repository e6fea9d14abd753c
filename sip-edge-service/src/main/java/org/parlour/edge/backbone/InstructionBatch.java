package org.parlour.edge.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordHandler;
import org.parlour.support.observe.Hops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the instructions of one poll beside each other and waits for all, so that an offset
/// is committed only after its instruction went out.
final class InstructionBatch implements RecordHandler<EdgeInstruction> {
  private static final Logger LOG = LoggerFactory.getLogger(InstructionBatch.class);
  private static final long PATIENCE_SECONDS = 5;

  private final Function<EdgeInstruction, CompletionStage<Void>> execute;
  private final Hops hops;
  private final ObjLongConsumer<String> waits;

  /// @param waits takes the key of each record that says how long its command had waited, and those
  ///     milliseconds
  InstructionBatch(
      Function<EdgeInstruction, CompletionStage<Void>> execute,
      Hops hops,
      ObjLongConsumer<String> waits) {
    this.execute = execute;
    this.hops = hops;
    this.waits = waits;
  }

  @Override
  public void handle(List<ReceivedRecord<EdgeInstruction>> records) {
    List<CompletableFuture<Void>> running = new ArrayList<>(records.size());
    for (ReceivedRecord<EdgeInstruction> record : records) {
      if (record.waitedMillis() >= 0) {
        waits.accept(record.key(), record.waitedMillis());
      }
      try (Hops.Hop ignored = hops.begin("sip out", record.traceParent(), record.correlationId())) {
        LOG.debug("{} for {}", record.value().getClass().getSimpleName(), record.key());
        running.add(execute.apply(record.value()).toCompletableFuture());
      }
    }
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.warn("{} instructions take long; going on without waiting", records.size());
    } catch (ExecutionException e) {
      LOG.error("an instruction failed", e.getCause());
    }
  }
}
