package org.parlour.edge.backbone;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordLoop;
import org.parlour.support.observe.Hops;

/// The edge's consumers.
public final class KafkaReaders {
  private static final String GROUP = "parlour-edge";
  private static final String INBOX_GROUP = "parlour-edge-inbox-";

  private final EdgeId self;
  private final KafkaClients clients;
  private final DeadLetters deadLetters;
  private final Hops hops;
  private final KafkaBackbone backbone;

  /// @param backbone is told how long commands had waited
  public KafkaReaders(
      EdgeId self,
      KafkaClients clients,
      DeadLetters deadLetters,
      Hops hops,
      KafkaBackbone backbone) {
    this.self = self;
    this.clients = clients;
    this.deadLetters = deadLetters;
    this.hops = hops;
    this.backbone = backbone;
  }

  /// Instructions that any edge may carry out, shared by all edges.
  public RecordLoop<EdgeInstruction> requests(
      Function<EdgeInstruction, CompletionStage<Void>> execute) {
    return RecordLoop.subscribe(
        TopicCatalogue.SIP_REQUESTS,
        clients.consumer("edge-" + self.ordinal() + "-requests", GROUP),
        deadLetters,
        new InstructionBatch(execute, hops, backbone::waited));
  }

  /// This edge's inbox from its present end on. Its position is fixed when this returns.
  public RecordLoop<EdgeInstruction> inbox(
      Function<EdgeInstruction, CompletionStage<Void>> execute) {
    return RecordLoop.fromEnd(
        TopicCatalogue.EDGE_INBOX,
        self.ordinal(),
        clients.consumer("edge-" + self.ordinal() + "-inbox", INBOX_GROUP + self.ordinal()),
        deadLetters,
        true,
        new InstructionBatch(execute, hops, backbone::waited));
  }

  /// The inbox of a dead edge, from where that edge committed. Its records say how it was then, so
  /// their waits do not count.
  public AutoCloseable adopt(
      int ordinal, Function<EdgeInstruction, CompletionStage<Void>> execute) {
    return RecordLoop.assigned(
        TopicCatalogue.EDGE_INBOX,
        List.of(ordinal),
        false,
        clients.consumer("edge-" + self.ordinal() + "-adopts-" + ordinal, INBOX_GROUP + ordinal),
        deadLetters,
        true,
        new InstructionBatch(execute, hops, (key, millis) -> {}));
  }

  /// Every heartbeat, from the last one of each instance on.
  public RecordLoop<InstanceHeartbeat> instances(Consumer<InstanceHeartbeat> seen) {
    return RecordLoop.assigned(
        TopicCatalogue.INSTANCES,
        List.of(0),
        true,
        clients.consumer("edge-" + self.ordinal() + "-instances", null),
        deadLetters,
        false,
        records -> records.forEach(record -> seen.accept(record.value())));
  }
}
