package org.parlour.conference.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.parlour.support.messaging.KafkaClients;

/// How the stream processor runs: failover measured in seconds (architecture §4, platform §8).
///
/// @param client settings that every Kafka client shares
/// @param stateDirectory where the stores are; emptied at start after a crash
/// @param server `host:port` under which other instances ask for our sessions
/// @param threads stream threads
/// @param sessionTimeout after it a silent instance is replaced; not below the broker's minimum
/// @param heartbeat a third of it at most
/// @param commit interval: how long an effect waits at most
/// @param standbys warm copies of each store on other instances
/// @param replicas of the changelog topics
/// @param minInSync of them
public record StreamsSettings(
    Map<String, Object> client,
    Path stateDirectory,
    String server,
    int threads,
    Duration sessionTimeout,
    Duration heartbeat,
    Duration commit,
    Duration transactionTimeout,
    int standbys,
    int replicas,
    int minInSync) {
  private static final long STORE_CACHE = 32L * 1024 * 1024;
  /// The least that Kafka Streams takes.
  private static final Duration PROBING = Duration.ofMinutes(1);

  private static final int WARM_UPS = 16;
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final int BATCH = 256 * 1024;

  /// Names the consumer group and the changelogs; never changes.
  public static final String APPLICATION = "parlour-conference";

  /// Where the parts of aggregates are kept.
  public static final String CHANGELOG =
      APPLICATION + "-" + ConferenceTopology.PARTS + "-changelog";

  /// Octets of a record of [#CHANGELOG]: a part is about as large as the command that made it.
  public static final int LARGEST_CHANGE = KafkaClients.LARGEST_REQUEST;

  public StreamsSettings {
    client = Map.copyOf(client);
  }

  Properties properties() {
    Properties p = new Properties();
    p.putAll(client);
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
    p.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server);
    p.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commit.toMillis());
    // What changes several times between two commits, a timer set and cleared above all, is written
    // once. A commit flushes it, so nothing depends on it.
    p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STORE_CACHE);
    p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    p.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 1000L);
    // An instance that came back warms its partitions up meanwhile, and has them again after a
    // minute or two instead of after ten.
    p.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING.toMillis());
    p.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, WARM_UPS);
    p.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicas);
    p.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), minInSync);
    p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedStoreMemory.class);
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) sessionTimeout.toMillis());
    p.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) heartbeat.toMillis());
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // Nobody sees a record before its transaction is committed, and the commit flushes: records
    // wait for it in few large requests.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER.toMillis());
    p.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH);
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        KafkaClients.LARGEST_REQUEST);
    p.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_CHANGE);
    // The first write of a transaction is refused while the markers of the one before are being
    // written, a matter of milliseconds: ask again soon, and let no later batch overtake.
    p.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 2L);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), 50L);
    p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    p.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        (int) transactionTimeout.toMillis());
    return p;
  }
}
