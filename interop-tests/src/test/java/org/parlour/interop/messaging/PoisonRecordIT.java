package org.parlour.interop.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.interop.suite.Broker;
import org.parlour.interop.suite.BrokerExtension;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.RecordLoop;
import org.parlour.support.messaging.TopicProvisioner;

/// Whatever is in a topic, its readers go on.
@ExtendWith(BrokerExtension.class)
class PoisonRecordIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PARTITION = 0;

  private final Broker broker;
  private final MeterRegistry metrics = new SimpleMeterRegistry();

  PoisonRecordIT(Broker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void createTopics() {
    new TopicProvisioner(broker.clients()).provision();
  }

  static List<Topic<?>> everyTopic() {
    return TopicCatalogue.all();
  }

  @ParameterizedTest
  @MethodSource("everyTopic")
  void noPoisonStopsAPartition(Topic<?> topic) {
    TopicProbe probe = new TopicProbe(broker.clients());
    byte[] truncated = new byte[Samples.of(topic).length / 2];
    System.arraycopy(Samples.of(topic), 0, truncated, 0, truncated.length);
    List<byte[]> poison =
        List.of("not CBOR".getBytes(UTF_8), new byte[0], new byte[] {(byte) 0xf6}, truncated);
    poison.forEach(value -> probe.write(topic.name(), PARTITION, value));
    probe.write(topic.name(), PARTITION, Samples.of(topic));

    assertThat(readAll(topic)).isEqualTo(1);

    List<ConsumerRecord<byte[], byte[]>> letters =
        probe.read(topic.deadLetterName(), poison.size());
    assertThat(letters)
        .extracting(ConsumerRecord::value)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyElementsOf(poison);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.headers().lastHeader(RecordHeaders.DEAD_LETTER_REASON)).isNotNull();
              assertThat(letter.headers().lastHeader(RecordHeaders.DEAD_LETTER_ORIGIN)).isNotNull();
            });
    assertThat(metrics.counter(DeadLetters.METRIC, "topic", topic.name()).count())
        .isEqualTo(poison.size());
  }

  /// How many records were understood, until all are read.
  private <V> int readAll(Topic<V> topic) {
    Collector<V> collector = new Collector<>();
    try (Producer<byte[], byte[]> producer = broker.clients().producer("dead-letters");
        var loop =
            RecordLoop.assigned(
                topic,
                List.of(PARTITION),
                true,
                broker.clients().consumer("poisoned", null),
                new DeadLetters(producer, metrics),
                false,
                collector)) {
      await().atMost(PATIENCE).until(() -> !collector.values().isEmpty());
      assertThat(loop.healthy()).isTrue();
    }
    return collector.values().size();
  }
}
