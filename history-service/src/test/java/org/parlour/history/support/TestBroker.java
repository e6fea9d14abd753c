package org.parlour.history.support;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.parlour.contracts.topic.Topic;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// A real broker for tests, one a JVM, with what tests look at in it.
public final class TestBroker {
  private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

  static {
    BROKER.afterPropertiesSet();
  }

  private TestBroker() {}

  public static String address() {
    return BROKER.getBrokersAsString();
  }

  public static KafkaClients clients() {
    return new KafkaClients(
        new KafkaProperties(address(), true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
  }

  /// Whether `group` has committed all that is in `topic`.
  public static boolean hasReadAll(String group, Topic<?> topic) {
    try (Admin admin = clients().admin()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends(admin, topic).entrySet().stream()
          .allMatch(
              end ->
                  end.getValue() == 0
                      || (committed.get(end.getKey()) != null
                          && committed.get(end.getKey()).offset() >= end.getValue()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets a stopped `group` read `topic` from its beginning again, as if it had committed nothing.
  public static void forgetOffsets(String group, Topic<?> topic) {
    try (Admin admin = clients().admin()) {
      admin
          .alterConsumerGroupOffsets(
              group,
              partitions(topic).stream()
                  .collect(Collectors.toMap(p -> p, _ -> new OffsetAndMetadata(0))))
          .all()
          .get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// How many records were ever written to the topic of that name, which has one partition.
  public static long written(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = clients().admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, Topic<?> topic) throws Exception {
    return admin
        .listOffsets(
            partitions(topic).stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest())))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private static Set<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.smallPartitions())
        .mapToObj(p -> new TopicPartition(topic.name(), p))
        .collect(Collectors.toSet());
  }
}
