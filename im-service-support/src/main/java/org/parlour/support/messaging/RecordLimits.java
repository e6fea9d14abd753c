package org.parlour.support.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Lets topics that an earlier release made take records as large as those of this one. A limit is
/// never lowered.
final class RecordLimits {
  private static final String LIMIT = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
  private static final long PATIENCE_SECONDS = 30;

  private RecordLimits() {}

  /// @param limits octets, by topic; one that the broker does not know is left alone: it gets its
  ///     limit when it is made
  /// @throws IllegalStateException when Kafka does not answer, or we may not do that
  static void raise(Admin admin, Map<String, Integer> limits) {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    List<ConfigResource> topics = limits.keySet().stream().map(RecordLimits::resource).toList();
    admin
        .describeConfigs(topics)
        .values()
        .forEach(
            (topic, config) -> {
              int wanted = limits.getOrDefault(topic.name(), 0);
              if (limit(topic, config) < wanted) {
                ConfigEntry entry = new ConfigEntry(LIMIT, Integer.toString(wanted));
                changes.put(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
              }
            });
    if (!changes.isEmpty()) {
      admin.incrementalAlterConfigs(changes).values().forEach(RecordLimits::result);
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static int limit(ConfigResource topic, KafkaFuture<Config> config) {
    Config known = result(topic, config);
    return known == null ? Integer.MAX_VALUE : Integer.parseInt(known.get(LIMIT).value());
  }

  /// @return null when the topic is unknown
  private static <T> @Nullable T result(ConfigResource topic, KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw new IllegalStateException(LIMIT + " of topic " + topic.name(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          LIMIT + " of topic " + topic.name() + ": Kafka does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
