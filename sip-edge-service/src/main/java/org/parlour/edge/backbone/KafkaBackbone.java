package org.parlour.edge.backbone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Utils;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.support.observe.Hops;
import org.parlour.support.observe.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes to `parlour.signalling`, watches whether Kafka acknowledges, and is told whether the
/// core keeps up. Thread-safe.
public final class KafkaBackbone implements Backbone {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaBackbone.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RecordPublisher publisher;
  private final Hops hops;
  private final int partitions;
  private final CoreWait wait;
  private final AtomicLong outstanding = new AtomicLong();

  /// When the last record was acknowledged, or the first went out after none was outstanding.
  private final AtomicLong progress = new AtomicLong(System.nanoTime());

  /// @param publisher borrowed
  /// @param partitions of `parlour.signalling`
  /// @param shedAbove new work is refused while commands wait longer than this
  public KafkaBackbone(RecordPublisher publisher, Hops hops, int partitions, Duration shedAbove) {
    this.publisher = publisher;
    this.hops = hops;
    this.partitions = partitions;
    this.wait = new CoreWait(partitions, shedAbove, System::nanoTime);
  }

  @Override
  public CompletionStage<Void> publish(AggregateKey key, SignallingInput input, Origin origin) {
    try (Hops.Hop ignored = hops.begin("sip in", origin)) {
      LOG.debug("{} for {}", input.getClass().getSimpleName(), key);
      return watch(
          publisher.publish(TopicCatalogue.SIGNALLING, key.value(), input, origin.correlationId()));
    }
  }

  /// Counts a record that was just sent; heartbeats prove Kafka's health when no request comes.
  public CompletionStage<Void> watch(CompletableFuture<Void> published) {
    if (outstanding.getAndIncrement() == 0) {
      progress.set(System.nanoTime());
    }
    return published.whenComplete(
        (done, failure) -> {
          outstanding.decrementAndGet();
          if (failure == null) {
            progress.set(System.nanoTime());
          }
        });
  }

  @Override
  public boolean acknowledges() {
    return outstanding.get() == 0 || System.nanoTime() - progress.get() < PATIENCE.toNanos();
  }

  /// A command under this key had waited so long when the core decided it.
  void waited(String key, long millis) {
    wait.heard(partitionOf(key), millis);
  }

  @Override
  public boolean admits(AggregateKey key) {
    return wait.admits(partitionOf(key.value()));
  }

  @Override
  public long coreWaitMillis() {
    return wait.longestMillis();
  }

  /// As the producer's own partitioner finds it.
  private int partitionOf(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}
