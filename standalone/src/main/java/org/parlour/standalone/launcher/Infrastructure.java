package org.parlour.standalone.launcher;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.standalone.embedded.EmbeddedPostgres;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.TopicProvisioner;

/// The addresses of the broker, which has its topics, and of the database.
record Infrastructure(String bootstrapServers, String jdbcUrl) {
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  /// Starts both side by side.
  static Infrastructure start(
      SuiteProperties properties, DataDirectory data, Parts parts, Progress progress) {
    CompletableFuture<String> postgres =
        OwnThread.supply("start-postgres", () -> startPostgres(properties, data, parts, progress));
    CompletableFuture<String> kafka =
        OwnThread.supply("start-kafka", () -> startKafka(properties, data, parts, progress));
    try {
      return new Infrastructure(kafka.join(), postgres.join());
    } catch (CompletionException e) {
      throw StartFailure.of(
          "broker or database did not start", Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private static String startPostgres(
      SuiteProperties properties, DataDirectory data, Parts parts, Progress progress) {
    int port = properties.port(SuitePort.POSTGRES);
    EmbeddedPostgres postgres =
        parts.add(Parts.Kind.POSTGRES, EmbeddedPostgres.start(data.postgres(), port));
    progress.line("PostgreSQL is ready");
    return postgres.jdbcUrl();
  }

  private static String startKafka(
      SuiteProperties properties, DataDirectory data, Parts parts, Progress progress) {
    int port = properties.port(SuitePort.KAFKA);
    int controller = properties.port(SuitePort.KAFKA_CONTROLLER);
    EmbeddedKafka kafka =
        parts.add(Parts.Kind.KAFKA, EmbeddedKafka.start(data.kafka(), port, controller));
    new TopicProvisioner(
            new KafkaClients(
                new KafkaProperties(
                    kafka.bootstrapServers(), true, (short) 1, 1, DELIVERY, Map.of())))
        .provision();
    progress.line("Kafka is ready, with its topics");
    return kafka.bootstrapServers();
  }
}
