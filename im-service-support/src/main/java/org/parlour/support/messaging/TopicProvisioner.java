package org.parlour.support.messaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;

/// Creates the catalogue's topics where they are missing, lets older ones take records as large as
/// today's, and refuses to start where one exists with another partition count: the count decides
/// which aggregate lives where.
public final class TopicProvisioner {
  private static final long PATIENCE_SECONDS = 30;

  private final KafkaClients clients;

  public TopicProvisioner(KafkaClients clients) {
    this.clients = clients;
  }

  /// Blocks until every topic is there.
  ///
  /// @throws IllegalStateException when a topic has another partition count, or Kafka does not
  ///     answer
  public void provision() {
    try (Admin admin = clients.admin()) {
      create(admin);
      verify(admin);
      Map<String, Integer> limits = new HashMap<>();
      for (Topic<?> topic : TopicCatalogue.all()) {
        limits.put(topic.name(), topic.maxRecordBytes());
        limits.put(topic.deadLetterName(), deadLetterBytes(topic));
      }
      RecordLimits.raise(admin, limits);
    }
  }

  /// Lets a topic that is not in the catalogue take records as large as those of one that is made
  /// now, if it is there.
  public void raise(String topic, int maxRecordBytes) {
    try (Admin admin = clients.admin()) {
      RecordLimits.raise(admin, Map.of(topic, maxRecordBytes));
    }
  }

  /// How many partitions `topic` has in this installation.
  public int partitions(Topic<?> topic) {
    return clients.properties().smallTopics() ? topic.smallPartitions() : topic.partitions();
  }

  private void create(Admin admin) {
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic<?> topic : TopicCatalogue.all()) {
      wanted.add(newTopic(topic.name(), partitions(topic), settings(topic)));
      wanted.add(
          newTopic(
              topic.deadLetterName(),
              1,
              Map.of(
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(deadLetterBytes(topic)))));
    }
    admin
        .createTopics(wanted)
        .values()
        .forEach((name, future) -> await("create topic " + name, future));
  }

  private NewTopic newTopic(String name, int partitions, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(clients.properties().minInSyncReplicas()));
    return new NewTopic(name, partitions, clients.properties().replicas()).configs(all);
  }

  /// A dead letter has more headers than the record.
  private static int deadLetterBytes(Topic<?> topic) {
    return topic.maxRecordBytes() + KafkaClients.HEADERS;
  }

  private static Map<String, String> settings(Topic<?> topic) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.maxRecordBytes()));
    if (topic.compacted()) {
      settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    } else {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(topic.retention().toMillis()));
    }
    return settings;
  }

  private void verify(Admin admin) {
    for (Topic<?> topic : TopicCatalogue.all()) {
      int partitions = partitionsInBroker(admin, topic.name());
      if (partitions != partitions(topic)) {
        throw new IllegalStateException(
            topic.name() + ": " + partitions + " partitions (expected: " + partitions(topic) + ")");
      }
    }
  }

  /// A topic just created by another service may not be known to every broker yet: asks again until
  /// it is, or patience ends.
  private static int partitionsInBroker(Admin admin, String name) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try {
        return admin
            .describeTopics(List.of(name))
            .allTopicNames()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .values()
            .iterator()
            .next()
            .partitions()
            .size();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw new IllegalStateException("describe topic " + name, e.getCause());
        }
      } catch (TimeoutException e) {
        throw new IllegalStateException("describe topic " + name + ": Kafka does not answer", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static void await(String what, KafkaFuture<Void> future) {
    try {
      future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(what, e.getCause());
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + ": Kafka does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
