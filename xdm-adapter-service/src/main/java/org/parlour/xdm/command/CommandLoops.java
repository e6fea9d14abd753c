package org.parlour.xdm.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.RecordLoop;
import org.springframework.context.SmartLifecycle;

/// The consuming threads: running while the context runs, ended before the database is closed.
///
/// The consumers' own metrics (`kafka.consumer.fetch.manager.records.lag` among them) tell how far
/// the documents are behind.
final class CommandLoops implements SmartLifecycle {
  private final KafkaClients clients;
  private final DeadLetters deadLetters;
  private final CommandIngestion ingestion;
  private final CommandProperties properties;
  private final MeterRegistry registry;
  private final List<RecordLoop<?>> loops = new CopyOnWriteArrayList<>();
  private final List<KafkaClientMetrics> metrics = new ArrayList<>();

  CommandLoops(
      KafkaClients clients,
      DeadLetters deadLetters,
      CommandIngestion ingestion,
      CommandProperties properties,
      MeterRegistry registry) {
    this.clients = clients;
    this.deadLetters = deadLetters;
    this.ingestion = ingestion;
    this.properties = properties;
    this.registry = registry;
  }

  @Override
  public void start() {
    for (int i = 0; i < properties.consumers(); i++) {
      Consumer<byte[], byte[]> consumer = clients.consumer("xdm-commands-" + i, properties.group());
      KafkaClientMetrics consumerMetrics = new KafkaClientMetrics(consumer);
      consumerMetrics.bindTo(registry);
      metrics.add(consumerMetrics);
      loops.add(
          RecordLoop.subscribe(TopicCatalogue.XDM_COMMANDS, consumer, deadLetters, ingestion));
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
