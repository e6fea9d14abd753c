package org.parlour.interop.suite;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.parlour.contracts.topic.Topic;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;

/// A real broker without services, for tests of what the services share.
public final class Broker implements AutoCloseable {
  private final EmbeddedKafka kafka;
  private final Runnable afterwards;

  Broker(EmbeddedKafka kafka, Runnable afterwards) {
    this.kafka = kafka;
    this.afterwards = afterwards;
  }

  /// Clients with the partition counts of a laptop.
  public KafkaClients clients() {
    return new KafkaClients(
        new KafkaProperties(
            kafka.bootstrapServers(), true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
  }

  /// Creates a topic, and the one for its dead letters, with one partition each.
  public void create(Topic<?> topic) {
    try (Admin admin = clients().admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic.name(), 1, (short) 1),
                  new NewTopic(topic.deadLetterName(), 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("create " + topic.name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    kafka.close();
    afterwards.run();
  }
}
