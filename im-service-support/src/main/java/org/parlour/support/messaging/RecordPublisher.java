package org.parlour.support.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.RecordHeaders;
import org.parlour.contracts.topic.Topic;
import org.parlour.support.observe.Hops;

/// Publishes our records, each with the trace of the [Hops.Hop] that is open on this thread.
/// Thread-safe; never blocks longer than the producer's `max.block.ms`, and does
/// not block at all while Kafka answers. The future completes on the producer's thread: leave it at
/// once.
public final class RecordPublisher implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;

  /// Takes ownership of `producer`.
  public RecordPublisher(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /// Publishes under a key; the default partitioner decides where.
  ///
  /// @param correlationId the Call-ID that caused it, null when there is none
  /// @return completes when all in-sync replicas have the record, fails when they did not get it
  public <V> CompletableFuture<Void> publish(
      Topic<V> topic, String key, V value, @Nullable String correlationId) {
    return send(topic, null, key, value, correlationId);
  }

  /// Publishes to one partition: an inbox.
  public <V> CompletableFuture<Void> publishTo(
      Topic<V> topic, int partition, String key, V value, @Nullable String correlationId) {
    return send(topic, partition, key, value, correlationId);
  }

  private <V> CompletableFuture<Void> send(
      Topic<V> topic,
      @Nullable Integer partition,
      String key,
      V value,
      @Nullable String correlationId) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topic.name(),
              partition,
              key.getBytes(StandardCharsets.UTF_8),
              RecordCodec.encode(topic.valueType(), value));
      if (correlationId != null) {
        record
            .headers()
            .add(RecordHeaders.CORRELATION_ID, correlationId.getBytes(StandardCharsets.UTF_8));
      }
      String traceParent = Hops.traceParent();
      if (traceParent != null) {
        record
            .headers()
            .add(RecordHeaders.TRACE_PARENT, traceParent.getBytes(StandardCharsets.UTF_8));
      }
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              done.complete(null);
            } else {
              done.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
