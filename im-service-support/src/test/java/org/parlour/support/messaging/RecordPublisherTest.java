package org.parlour.support.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.TopicCatalogue;

class RecordPublisherTest {
  private static final TimerFired VALUE = new TimerFired(Instant.EPOCH, "refresh", 3);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final RecordPublisher publisher = new RecordPublisher(producer);

  @Test
  void theKeyIsTheAggregatesNameAndThePartitionerDecides() throws MalformedRecordException {
    publish("call-1");

    ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo("parlour.signalling");
    assertThat(record.partition()).isNull();
    assertThat(new String(record.key(), UTF_8)).isEqualTo("sip:team@im.example.org");
    assertThat(RecordCodec.decode(SignallingInput.class, record.value())).isEqualTo(VALUE);
  }

  @Test
  void theCallIdLeadsThroughTheRecord() {
    publish("call-1");

    assertThat(
            producer
                .history()
                .getFirst()
                .headers()
                .lastHeader(RecordHeaders.CORRELATION_ID)
                .value())
        .isEqualTo("call-1".getBytes(UTF_8));
  }

  @Test
  void aRecordThatNoCallCausedHasNoCorrelation() {
    publish(null);

    assertThat(producer.history().getFirst().headers()).isEmpty();
  }

  @Test
  void itIsDoneOnlyWhenKafkaHasIt() {
    CompletableFuture<Void> done = publish("call-1");
    assertThat(done).isNotDone();

    producer.completeNext();

    assertThat(done).isCompleted();
  }

  @Test
  void whatKafkaDidNotTakeFails() {
    CompletableFuture<Void> done = publish("call-1");

    producer.errorNext(new TimeoutException("no broker"));

    assertThat(done).isCompletedExceptionally();
  }

  @Test
  void aProducerThatRefusesAtOnceFailsTheFutureAndDoesNotThrow() {
    producer.close();

    assertThat(publish("call-1")).isCompletedExceptionally();
  }

  private CompletableFuture<Void> publish(@Nullable String correlationId) {
    return publisher.publish(
        TopicCatalogue.SIGNALLING, "sip:team@im.example.org", VALUE, correlationId);
  }
}
