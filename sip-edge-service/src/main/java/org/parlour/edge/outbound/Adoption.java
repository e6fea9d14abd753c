package org.parlour.edge.outbound;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.edge.metrics.EdgeMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over the inboxes of edges that died: what the core wants answered there is answered from
/// the skeletons, until that edge is back with a new incarnation. Used by one thread.
public final class Adoption implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final Inboxes inboxes;
  private final InstructionExecutor executor;
  private final EdgeMetrics metrics;
  private final Map<Integer, Adopted> adopted = new HashMap<>();

  private record Adopted(long incarnation, AutoCloseable reading) {}

  public Adoption(Inboxes inboxes, InstructionExecutor executor, EdgeMetrics metrics) {
    this.inboxes = inboxes;
    this.executor = executor;
    this.metrics = metrics;
  }

  /// Makes what is read what should be read.
  ///
  /// @param dead the edges whose inboxes are ours now
  public void update(List<InstanceHeartbeat> dead) {
    Iterator<Map.Entry<Integer, Adopted>> present = adopted.entrySet().iterator();
    while (present.hasNext()) {
      Map.Entry<Integer, Adopted> entry = present.next();
      Adopted held = entry.getValue();
      if (dead.stream().noneMatch(edge -> is(edge, entry.getKey(), held.incarnation()))) {
        close(entry.getKey(), held);
        present.remove();
      }
    }
    for (InstanceHeartbeat edge : dead) {
      adopted.computeIfAbsent(edge.ordinal(), ordinal -> adopt(edge));
    }
  }

  private static boolean is(InstanceHeartbeat edge, int ordinal, long incarnation) {
    return edge.ordinal() == ordinal && edge.incarnation() == incarnation;
  }

  private Adopted adopt(InstanceHeartbeat edge) {
    LOG.warn("edge {} is dead: its inbox is read here", edge.ordinal());
    return new Adopted(
        edge.incarnation(),
        inboxes.adopt(edge.ordinal(), instruction -> execute(instruction, edge.incarnation())));
  }

  /// Answers to the dead incarnation only: nothing else is complete without its transactions.
  private CompletionStage<Void> execute(EdgeInstruction instruction, long incarnation) {
    if (instruction instanceof SendAnswer answer && answer.replyTo().incarnation() == incarnation) {
      metrics.adoptedInstruction();
      return executor.execute(answer);
    }
    metrics.staleInstruction();
    return CompletableFuture.completedFuture(null);
  }

  private static void close(int ordinal, Adopted held) {
    LOG.info("edge {} is back: its inbox is its own again", ordinal);
    try {
      held.reading().close();
    } catch (Exception e) {
      LOG.warn("the inbox of edge {} could not be closed", ordinal, e);
    }
  }

  @Override
  public void close() {
    update(List.of());
  }
}
