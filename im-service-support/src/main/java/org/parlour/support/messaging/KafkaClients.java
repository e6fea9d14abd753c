package org.parlour.support.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.topic.TopicCatalogue;

/// Makes Kafka clients with the settings that our promises need: producers wait for all in-sync
/// replicas and do not linger, consumers read committed records only and commit by hand.
public final class KafkaClients {
  /// A killed member's partitions wait so long for another; the broker's own default is 45 s, and
  /// less than its `group.min.session.timeout.ms` (6 s unless lowered) is refused.
  private static final int SESSION_TIMEOUT_MILLIS = 6_000;

  private static final int HEARTBEAT_MILLIS = 1_500;

  /// Room for what a record has beside its value.
  static final int HEADERS = 64 * 1024;

  /// What a producer sends at once at most: the largest record with its key and headers.
  public static final int LARGEST_REQUEST = TopicCatalogue.LARGEST_RECORD + HEADERS;

  private final KafkaProperties properties;

  public KafkaClients(KafkaProperties properties) {
    this.properties = properties;
  }

  public KafkaProperties properties() {
    return properties;
  }

  /// The settings that every client shares, for clients that others make (Kafka Streams).
  public Map<String, Object> common() {
    Map<String, Object> settings = new HashMap<>(properties.extra());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    return settings;
  }

  /// An idempotent producer; thread-safe. The caller closes it.
  public Producer<byte[], byte[]> producer(String clientId) {
    Map<String, Object> settings = common();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    int deliveryTimeout = (int) properties.deliveryTimeout().toMillis();
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(10_000, deliveryTimeout));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// A consumer of committed records, offsets committed by hand. Not thread-safe. The caller closes
  /// it.
  ///
  /// @param group null for one that never commits and never joins a group
  public Consumer<byte[], byte[]> consumer(String clientId, @Nullable String group) {
    return consumer(clientId, group, "read_committed");
  }

  /// A consumer without a group that sees every record that is stored, also behind those of a
  /// transaction that is not decided yet, and those of a transaction that was given up: for who
  /// reads what no transaction wrote. Not thread-safe. The caller closes it.
  public Consumer<byte[], byte[]> consumerOfAll(String clientId) {
    return consumer(clientId, null, "read_uncommitted");
  }

  private Consumer<byte[], byte[]> consumer(
      String clientId, @Nullable String group, String isolation) {
    Map<String, Object> settings = common();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    if (group != null) {
      settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 250);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// The caller closes it.
  public Admin admin() {
    return Admin.create(common());
  }
}
