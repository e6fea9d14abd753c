package org.parlour.mswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parlour.mswitch.support.Legs.leg;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.mswitch.pipeline.MsrpServer;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.RecordPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// The whole service between a real broker, MSRP sockets and HTTP.
class SwitchServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "for-this-test";
  private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1);

  private static ConfigurableApplicationContext service;
  private static RecordPublisher publisher;
  private static KafkaClients clients;

  @BeforeAll
  static void start() {
    BROKER.afterPropertiesSet();
    clients =
        new KafkaClients(
            new KafkaProperties(
                BROKER.getBrokersAsString(), true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
    service =
        ServiceRunner.builder("msrp-switch", SwitchApplication.class)
            .run(
                "--server.port=0",
                "--im.msrp.port=0",
                "--im.msrp.ordinal=3",
                "--im.kafka.bootstrap-servers=" + BROKER.getBrokersAsString(),
                "--im.kafka.small-topics=true",
                "--im.admin.password=" + PASSWORD);
    publisher = new RecordPublisher(clients.producer("test"));
  }

  @AfterAll
  static void stop() {
    publisher.close();
    service.close();
    BROKER.destroy();
  }

  @Test
  void switchesWhatTheFocusAssigned() throws Exception {
    InstanceHeartbeat heartbeat = first(TopicCatalogue.INSTANCES, InstanceHeartbeat.class);
    assertThat(heartbeat.ordinal()).isEqualTo(3);
    assertThat(heartbeat.draining()).isFalse();
    assertThat(heartbeat.port()).isEqualTo(service.getBean(MsrpServer.class).port());
    assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);

    AggregateKey key = new AggregateKey(Kit.GROUP);
    publisher
        .publishTo(
            TopicCatalogue.SWITCH_INBOX,
            3,
            key.value(),
            new SwitchCommand.OpenSession(
                key,
                ImAddress.parse(Kit.SESSION),
                1,
                1,
                heartbeat.incarnation(),
                ImAddress.parse(Kit.GROUP),
                "rec-1",
                List.of(leg("alice").build(), leg("bob").build()),
                null),
            "call-1")
        .join();
    try (Peer alice = new Peer("alice", heartbeat.port(), 0);
        Peer bob = new Peer("bob", heartbeat.port(), 0)) {
      alice.bind();
      bob.bind();
      int code = alice.answerTo(alice.say("sip:alice@example.org", Kit.GROUP, "over Kafka"));

      assertThat(code).isEqualTo(200);
      assertThat(bob.heardText()).isEqualTo("over Kafka");
      assertThat(first(TopicCatalogue.SIGNALLING, MediaEvent.LegConnected.class).leg())
          .isEqualTo("alice");
      assertThat(first(TopicCatalogue.MESSAGES, MessageRecord.Chunk.class).recording())
          .isEqualTo("rec-1");
      assertThat(get("/actuator/imstate").body())
          .contains("\"sessionCount\":1", "\"legCount\":2")
          .doesNotContain("capability");
      assertThat(get("/actuator/prometheus").body())
          .contains("im_switch_deliveries_total", "im_switch_legs{service=\"msrp-switch\"} 2.0");
    }
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    String login = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes());
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .header("Authorization", "Basic " + login)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /// The first record of a kind in the whole of a topic.
  private static <V, K extends V> K first(Topic<V> topic, Class<K> kind) throws Exception {
    Queue<K> found = new ConcurrentLinkedQueue<>();
    try (var consumer = clients.consumer("test-" + topic.name(), null)) {
      var partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(p -> new org.apache.kafka.common.TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                  V value = RecordCodec.decode(topic.valueType(), record.value());
                  if (kind.isInstance(value)) {
                    found.add(kind.cast(value));
                  }
                }
                return !found.isEmpty();
              });
    }
    return found.remove();
  }
}
