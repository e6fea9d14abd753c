package org.parlour.xdm.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
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

  /// All documents of a group that were ever published, in order.
  public static List<GroupDocument> published(String group) {
    return commands(group, GroupDocument.class);
  }

  /// Everything about a user that was ever published, in order.
  public static List<UserPolicy> policies(String user) {
    return commands(user, UserPolicy.class);
  }

  /// Everything of this kind that was ever published under a key, in order.
  public static <C extends SignallingInput> List<C> commands(String key, Class<C> kind) {
    return commands(key).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<SignallingInput> commands(String key) {
    Topic<SignallingInput> topic = TopicCatalogue.SIGNALLING;
    List<TopicPartition> partitions =
        IntStream.range(0, topic.smallPartitions())
            .mapToObj(p -> new TopicPartition(topic.name(), p))
            .toList();
    List<SignallingInput> documents = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients().consumer("test", null)) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (new String(record.key(), UTF_8).equals(key)) {
            documents.add(RecordCodec.decode(SignallingInput.class, record.value()));
          }
        }
      }
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
    return documents;
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
