package org.parlour.edge.outbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.metrics.EdgeMetrics;

/// What this edge does with its own inbox: an answer for an earlier incarnation is dropped and
/// counted, its transaction is gone and an adopter answered. Thread-safe.
public final class InboxFilter {
  private final EdgeId self;
  private final InstructionExecutor executor;
  private final EdgeMetrics metrics;

  public InboxFilter(EdgeId self, InstructionExecutor executor, EdgeMetrics metrics) {
    this.self = self;
    this.executor = executor;
    this.metrics = metrics;
  }

  public CompletionStage<Void> execute(EdgeInstruction instruction) {
    if (instruction instanceof SendAnswer answer && !self.is(answer.replyTo())) {
      metrics.staleInstruction();
      return CompletableFuture.completedFuture(null);
    }
    return executor.execute(instruction);
  }
}
