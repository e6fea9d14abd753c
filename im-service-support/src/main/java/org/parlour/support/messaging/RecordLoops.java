package org.parlour.support.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.parlour.contracts.topic.Topic;
import org.springframework.context.SmartLifecycle;

/// The consuming threads of a service: running while the context runs, ended before the database is
/// closed. As members of their group they share the topics with those of other instances.
///
/// The consumers' own metrics (`kafka.consumer.fetch.manager.records.lag` among them) tell how far
/// the service is behind.
public final class RecordLoops implements SmartLifecycle {
  private final KafkaClients clients;
  private final DeadLetters deadLetters;
  private final MeterRegistry registry;
  private final List<Reader<?>> readers;
  private final List<RecordLoop<?>> loops = new CopyOnWriteArrayList<>();
  private final List<KafkaClientMetrics> metrics = new ArrayList<>();

  /// Who reads a topic.
  ///
  /// @param clientId what the broker calls it; each thread has a number more
  /// @param group its offsets say how far the service has come
  /// @param threads more than the topic's partitions in all instances are idle
  public record Reader<V>(
      Topic<V> topic, String clientId, String group, int threads, RecordHandler<V> handler) {}

  public RecordLoops(
      KafkaClients clients,
      DeadLetters deadLetters,
      MeterRegistry registry,
      List<Reader<?>> readers) {
    this.clients = clients;
    this.deadLetters = deadLetters;
    this.registry = registry;
    this.readers = List.copyOf(readers);
  }

  @Override
  public void start() {
    readers.forEach(this::start);
  }

  private <V> void start(Reader<V> reader) {
    for (int i = 0; i < reader.threads(); i++) {
      Consumer<byte[], byte[]> consumer =
          clients.consumer(reader.clientId() + "-" + i, reader.group());
      KafkaClientMetrics consumerMetrics = new KafkaClientMetrics(consumer);
      consumerMetrics.bindTo(registry);
      metrics.add(consumerMetrics);
      loops.add(RecordLoop.subscribe(reader.topic(), consumer, deadLetters, reader.handler()));
    }
  }

  @Override
  public void stop() {
    loops.forEach(RecordLoop::close);
    loops.clear();
    metrics.forEach(KafkaClientMetrics::close);
    metrics.clear();
  }

  @Override
  public boolean isRunning() {
    return !loops.isEmpty();
  }

  /// Whether every loop's last round succeeded.
  boolean healthy() {
    return isRunning() && loops.stream().allMatch(RecordLoop::healthy);
  }
}
