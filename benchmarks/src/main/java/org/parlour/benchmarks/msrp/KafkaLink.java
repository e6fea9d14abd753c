package org.parlour.benchmarks.msrp;

import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Map;
import org.parlour.mswitch.backbone.KafkaBackbone;
import org.parlour.mswitch.backbone.KafkaRecall;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.springframework.util.unit.DataSize;

/// The service's own way to Kafka.
final class KafkaLink {
  private KafkaLink() {}

  static KafkaBackbone to(String bootstrapServers, DataSize buffer) {
    KafkaClients clients =
        new KafkaClients(
            new KafkaProperties(
                bootstrapServers, true, (short) 1, 1, Duration.ofSeconds(30), Map.of()));
    new TopicProvisioner(clients).provision();
    return new KafkaBackbone(
        new RecordPublisher(clients.producer("msrp-switch")),
        new Hops(OpenTelemetry.noop()),
        new KafkaRecall(() -> clients.consumerOfAll("msrp-switch-recall")),
        buffer.toBytes());
  }
}
