package org.parlour.mswitch.backbone;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.observe.Hops;
import org.parlour.support.observe.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes on a thread of its own, in the order of hand-over: a producer may block when Kafka
/// does not answer, and an event loop must not.
///
/// Copies wait in a bounded buffer; one that does not fit fails at once. Events are few, are never
/// dropped, and are published again until Kafka has them.
public final class KafkaBackbone implements Backbone, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaBackbone.class);
  private static final long RETRY_MILLIS = 500;

  private final RecordPublisher publisher;
  private final Hops hops;
  private final KafkaRecall recall;
  private final long bufferBytes;
  private final AtomicLong buffered = new AtomicLong();
  private final ThreadPoolExecutor lane =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> new Thread(task, "msrp-publisher"));

  private volatile boolean healthy = true;

  /// @param bufferBytes most octets of copies that wait for Kafka
  public KafkaBackbone(RecordPublisher publisher, Hops hops, KafkaRecall recall, long bufferBytes) {
    this.publisher = publisher;
    this.recall = recall;
    this.hops = hops;
    this.bufferBytes = bufferBytes;
  }

  @Override
  public void tell(AggregateKey key, MediaEvent event, Origin origin) {
    onLane(
        () ->
            traced("msrp event", origin, TopicCatalogue.SIGNALLING, key.value(), event)
                .whenComplete(
                    (nothing, failure) -> {
                      noted(TopicCatalogue.SIGNALLING, failure);
                      if (failure != null) {
                        CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                            .execute(() -> tell(key, event, origin));
                      }
                    }));
  }

  @Override
  public CompletableFuture<Void> copy(MessageRecord record, Origin origin) {
    return bounded(
        size(record),
        TopicCatalogue.MESSAGES,
        () -> traced("msrp copy", origin, TopicCatalogue.MESSAGES, record.recording(), record));
  }

  @Override
  public CompletableFuture<Void> hear(
      AggregateKey key, MediaEvent.MessageHeard heard, Origin origin) {
    return bounded(
        heard.body().length,
        TopicCatalogue.SIGNALLING,
        () -> traced("msrp message", origin, TopicCatalogue.SIGNALLING, key.value(), heard));
  }

  private CompletableFuture<Void> bounded(
      int size, Topic<?> topic, Supplier<CompletableFuture<Void>> publication) {
    if (buffered.addAndGet(size) > bufferBytes) {
      buffered.addAndGet(-size);
      return CompletableFuture.failedFuture(
          new IllegalStateException("copies: " + bufferBytes + " octets wait for Kafka already"));
    }
    CompletableFuture<Void> stored = new CompletableFuture<>();
    boolean accepted =
        onLane(
            () ->
                publication
                    .get()
                    .whenComplete((nothing, failure) -> settle(stored, topic, size, failure)));
    if (!accepted) {
      settle(stored, topic, size, new IllegalStateException("the switch stops"));
    }
    return stored;
  }

  @Override
  public CompletableFuture<List<Recalled>> takeOver(
      MessageRecord.TakenOver takenOver, Instant since, Origin origin) {
    return copy(takenOver, origin)
        .thenCompose(stored -> recall.recall(takenOver.recording(), since, takenOver.sequence()));
  }

  private <V> CompletableFuture<Void> traced(
      String hop, Origin origin, Topic<V> topic, String key, V value) {
    try (Hops.Hop _ = hops.begin(hop, origin)) {
      return publisher.publish(topic, key, value, origin.correlationId());
    }
  }

  private static int size(MessageRecord record) {
    return switch (record) {
      case MessageRecord.Chunk chunk -> chunk.data().length;
      case MessageRecord.Aborted _, MessageRecord.TakenOver _ -> 0;
    };
  }

  private void settle(
      CompletableFuture<Void> stored, Topic<?> topic, int size, @Nullable Throwable failure) {
    buffered.addAndGet(-size);
    noted(topic, failure);
    if (failure == null) {
      stored.complete(null);
    } else {
      stored.completeExceptionally(failure);
    }
  }

  /// Says that this switch lives.
  ///
  /// @return completes when Kafka has it
  public CompletableFuture<Void> beat(InstanceHeartbeat heartbeat) {
    return publisher.publish(TopicCatalogue.INSTANCES, heartbeat.key(), heartbeat, null);
  }

  private boolean onLane(Runnable task) {
    try {
      lane.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.warn("not published, the switch stops");
      return false;
    }
  }

  private void noted(Topic<?> topic, @Nullable Throwable failure) {
    healthy = failure == null;
    if (failure != null) {
      LOG.warn("{}: not published: {}", topic.name(), failure.toString());
    }
  }

  /// Whether Kafka took the last record.
  public boolean healthy() {
    return healthy;
  }

  /// Waits a moment for what was handed over.
  @Override
  public void close() {
    lane.shutdown();
    try {
      if (!lane.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("{} records are not published", lane.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
