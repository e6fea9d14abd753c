package org.parlour.support.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts records that nobody can process aside: into `<topic>.dlt`, with the reason, counted, so
/// that the partition goes on and nothing is lost.
public final class DeadLetters {
  /// Counts by topic.
  public static final String METRIC = "im.kafka.dead.letters";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final String TOPIC_TAG = "topic";

  private final Producer<byte[], byte[]> producer;
  private final MeterRegistry metrics;

  /// Borrows `producer`.
  public DeadLetters(Producer<byte[], byte[]> producer, MeterRegistry metrics) {
    this.producer = producer;
    this.metrics = metrics;
  }

  /// Blocks until the dead letter is stored: only then may the original be passed over.
  ///
  /// @throws IllegalStateException when Kafka does not take it; the record must be read again
  void put(Topic<?> topic, ConsumerRecord<byte[], byte[]> record, Exception reason) {
    String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
    LOG.error("record {} cannot be processed and is put aside: {}", origin, reason.toString());
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic.deadLetterName(), record.key(), record.value());
    record.headers().forEach(letter.headers()::add);
    letter.headers().add(RecordHeaders.DEAD_LETTER_REASON, bytes(reason.toString()));
    letter.headers().add(RecordHeaders.DEAD_LETTER_ORIGIN, bytes(origin));
    try {
      producer.send(letter).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("dead letter of " + origin + " was not stored", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    metrics.counter(METRIC, TOPIC_TAG, topic.name()).increment();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
