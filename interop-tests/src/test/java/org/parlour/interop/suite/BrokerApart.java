package org.parlour.interop.suite;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.parlour.standalone.embedded.EmbeddedKafka;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.TopicProvisioner;

/// A broker that is a process of its own, for runs that pause it.
final class BrokerApart implements AutoCloseable {
  private final ServiceProcess process;
  private final String bootstrapServers;

  private BrokerApart(ServiceProcess process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /// Blocks until it answers.
  static BrokerApart start(Path directory, int port, Path logs) {
    ServiceProcess process =
        ServiceProcess.start(
            "broker",
            BrokerApart.class,
            Map.of("directory", directory.toString(), "port", Integer.toString(port)),
            logs);
    BrokerApart broker = new BrokerApart(process, "127.0.0.1:" + port);
    await("the broker answers")
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> new TopicProvisioner(broker.clients()).provision());
    return broker;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  ServiceProcess process() {
    return process;
  }

  KafkaClients clients() {
    return new KafkaClients(
        new KafkaProperties(
            bootstrapServers, true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
  }

  @Override
  public void close() {
    process.close();
  }

  public static void main(String[] args) throws InterruptedException {
    Path directory = Path.of(option(args, "--directory="));
    int port = Integer.parseInt(option(args, "--port="));
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory, port)) {
      System.out.println(broker.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }

  private static String option(String[] args, String name) {
    for (String arg : args) {
      if (arg.startsWith(name)) {
        return arg.substring(name.length());
      }
    }
    throw new IllegalArgumentException(name + ": absent");
  }
}
