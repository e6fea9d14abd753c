package org.parlour.interop.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.interop.suite.Broker;
import org.parlour.interop.suite.BrokerExtension;
import org.parlour.mswitch.backbone.KafkaBackbone;
import org.parlour.mswitch.backbone.KafkaRecall;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.messaging.TopicProvisioner;
import org.parlour.support.observe.Hops;
import org.parlour.support.observe.Origin;

/// What a switch finds in a real broker when it takes a session over.
@ExtendWith(BrokerExtension.class)
class TakeOverIT {
  private final Broker broker;
  private RecordPublisher publisher;
  private KafkaRecall recall;
  private KafkaBackbone backbone;

  TakeOverIT(Broker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start() {
    new TopicProvisioner(broker.clients()).provision();
    publisher = new RecordPublisher(broker.clients().producer("switch"));
    recall = new KafkaRecall(() -> broker.clients().consumerOfAll("recall"));
    backbone = new KafkaBackbone(publisher, new Hops(OpenTelemetry.noop()), recall, 1 << 20);
  }

  @AfterEach
  void stop() {
    recall.close();
    backbone.close();
    publisher.close();
  }

  private void said(String recording, long epoch, int number, String text) {
    await(
        backbone.copy(
            new MessageRecord.Chunk(
                recording,
                epoch + "-" + number,
                (epoch << 32) + number,
                Instant.now(),
                ImAddress.parse("sip:alice@example.org"),
                null,
                null,
                "message/cpim",
                0,
                text.getBytes(UTF_8),
                true,
                false),
            Origin.NONE));
  }

  private List<String> takenOver(String recording, long epoch) {
    Instant now = Instant.now();
    MessageRecord.TakenOver by = new MessageRecord.TakenOver(recording, epoch << 32, now, false);
    return await(backbone.takeOver(by, now.minus(Duration.ofMinutes(1)), Origin.NONE)).stream()
        .map(Recalled::body)
        .map(body -> new String(body, UTF_8))
        .toList();
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /// A request of a dead switch may wait in the broker until the next one has read everything.
  @Test
  void whatIsStoredAfterATakeOverIsNeverReadBack() {
    said("rec-late", 1, 1, "in time");
    assertThat(takenOver("rec-late", 2)).containsExactly("in time");
    said("rec-late", 1, 2, "late");
    said("rec-late", 2, 1, "said again");

    assertThat(takenOver("rec-late", 3)).containsExactly("in time", "said again");
  }

  /// Pager messages are written to the same partitions in transactions.
  @Test
  void whatIsStoredBehindAnUndecidedTransactionIsReadBack() {
    try (Producer<byte[], byte[]> pager = transactional()) {
      pager.initTransactions();
      pager.beginTransaction();
      for (PartitionInfo partition : pager.partitionsFor(TopicCatalogue.MESSAGES.name())) {
        pager.send(
            new ProducerRecord<>(
                partition.topic(), partition.partition(), "pager".getBytes(UTF_8), new byte[1]));
      }
      pager.flush();
      said("rec-behind", 1, 1, "acknowledged");

      assertThat(takenOver("rec-behind", 2)).containsExactly("acknowledged");
      pager.abortTransaction();
    }
  }

  private Producer<byte[], byte[]> transactional() {
    Map<String, Object> settings = broker.clients().common();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "pager");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
