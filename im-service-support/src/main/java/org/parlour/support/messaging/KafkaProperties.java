package org.parlour.support.messaging;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a service reaches Kafka.
///
/// @param bootstrapServers `host:port`, comma-separated
/// @param smallTopics the partition counts of a laptop instead of those of production
/// @param replicas replication factor of topics that we create; production: 3
/// @param minInSyncReplicas acknowledged only when so many have it; production: 2
/// @param deliveryTimeout after it, a record that Kafka did not acknowledge counts as lost
/// @param extra further client settings, for all clients: security, for example
@ConfigurationProperties("im.kafka")
public record KafkaProperties(
    @DefaultValue("127.0.0.1:9092") String bootstrapServers,
    @DefaultValue("false") boolean smallTopics,
    @DefaultValue("1") short replicas,
    @DefaultValue("1") int minInSyncReplicas,
    @DefaultValue("30s") Duration deliveryTimeout,
    @DefaultValue Map<String, String> extra) {
  public KafkaProperties {
    if (replicas < 1 || minInSyncReplicas > replicas) {
      throw new IllegalArgumentException(
          "im.kafka.min-in-sync-replicas: "
              + minInSyncReplicas
              + " (expected: 1 to im.kafka.replicas, which is "
              + replicas
              + ")");
    }
    extra = Map.copyOf(extra);
  }
}
