package org.parlour.conference.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parlour.conference.ConferenceApplication;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Effect;
import org.parlour.conference.topology.StreamsSettings;
import org.parlour.contracts.routing.PublicId;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.Topic;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.KafkaProperties;
import org.parlour.support.messaging.RecordPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/// The service against a real broker: what comes out of Kafka is, record for record, what the pure
/// core says, across a restart and a takeover.
class ConferenceServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static EmbeddedKafkaKraftBroker broker;

  @TempDir Path directory;

  /// In the future, so that no timer of the service fires into the test.
  private final SessionKit kit =
      SessionKit.adHoc().at(Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS));

  private final List<ConfigurableApplicationContext> instances = new ArrayList<>();
  private final List<EdgeInstruction> expected = new ArrayList<>();
  private final List<EdgeInstruction> seen = new ArrayList<>();
  private KafkaClients kafka;
  private RecordPublisher publisher;
  private Consumer<byte[], byte[]> edge;
  private int fed;

  @BeforeAll
  static void startBroker() {
    broker = new EmbeddedKafkaKraftBroker(1, 1);
    broker.brokerProperties(
        Map.of(
            "group.min.session.timeout.ms", "1000",
            "group.initial.rebalance.delay.ms", "0",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "2",
            "offsets.topic.num.partitions", "2",
            "auto.create.topics.enable", "false",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"));
    broker.afterPropertiesSet();
  }

  @AfterAll
  static void stopBroker() {
    broker.destroy();
  }

  @BeforeEach
  void connect() {
    kafka =
        new KafkaClients(
            new KafkaProperties(
                broker.getBrokersAsString(), true, (short) 1, 1, Duration.ofSeconds(10), Map.of()));
    publisher = new RecordPublisher(kafka.producer("test"));
  }

  @AfterEach
  void disconnect() {
    instances.forEach(ConfigurableApplicationContext::close);
    if (edge != null) {
      edge.close();
    }
    publisher.close();
  }

  @Test
  void decides_like_the_core_through_restart_and_takeover_and_shows_the_session() throws Exception {
    int http = freePort();
    ConfigurableApplicationContext first = start("first", http);
    awaitReady(http);
    edge = consumer();

    kit.talking();
    exchange();
    UUID id = PublicId.of(SessionKit.S.toString());
    assertThat(get(http, "/api/v1/sessions"))
        .contains("\"id\":\"" + id + "\"")
        .doesNotContain(SessionKit.S.user())
        .contains("\"address\":\"sip:alice@example.org\"")
        .contains("\"status\":\"connected\"")
        .doesNotContain("msrp://");
    assertThat(get(http, "/api/v1/sessions/" + id)).contains("\"legs\":3");
    assertThat(status(http, "/api/v1/sessions/" + PublicId.of("another"))).isEqualTo(404);

    first.close();
    instances.remove(first);
    int again = freePort();
    start("first", again);
    awaitReady(again);
    kit.carol.answers();
    kit.alice.subscribes();
    exchange();

    int other = freePort();
    start("second", other);
    awaitReady(other);
    for (int either : List.of(again, other)) {
      awaitAnnounced(either, "/api/v1/sessions/" + id);
    }
    instances.removeFirst().close();
    kit.alice.takesNotify();
    kit.bob.hangsUp();
    kit.carol.hangsUp();
    exchange();

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void takes_the_largest_documents_by_topics_of_an_earlier_release_too() throws Exception {
    int http = freePort();
    ConfigurableApplicationContext first = start("first", http);
    awaitReady(http);
    first.close();
    instances.remove(first);
    lower(TopicCatalogue.SIGNALLING.name());
    lower(StreamsSettings.CHANGELOG);
    int again = freePort();
    start("first", again);
    awaitReady(again);
    edge = consumer();

    SessionKit group = SessionKit.group().at(kit.now());
    group.document(1, large());
    group.alice.calls(SessionKit.LOBBY);
    for (SignallingInput input : group.inputs()) {
      publisher
          .publish(TopicCatalogue.SIGNALLING, SessionKit.LOBBY.toString(), input, "call")
          .join();
    }

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (ConsumerRecord<byte[], byte[]> record : edge.poll(Duration.ofMillis(200))) {
                if (RecordCodec.decode(EdgeInstruction.class, record.value())
                        instanceof SendAnswer answer
                    && answer.status() == 200) {
                  return true;
                }
              }
              return false;
            });
  }

  /// Nearly as large as a record may be.
  private static GroupDocument.Definition large() {
    List<GroupDocument.Member> members = new ArrayList<>();
    members.add(new GroupDocument.Member(ImAddress.parse("sip:alice@example.org"), "Alice"));
    for (int i = 1; i < 10_000; i++) {
      String user = "u" + i + "-" + "x".repeat(80);
      members.add(new GroupDocument.Member(ImAddress.sip(user, "example.org"), "n".repeat(64)));
    }
    return new GroupDocument.Definition("Large", members, false, null, false);
  }

  private void lower(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry entry = new ConfigEntry("max.message.bytes", "524288");
    try (Admin admin = kafka.admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(resource, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  /// Publishes what the kit's people did since the last time, and waits until the edges were told
  /// as much as the core says.
  private void exchange() {
    List<Effect> effects = kit.allEffects();
    expected.clear();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.ToAnyEdge e -> expected.add(e.instruction());
        case Effect.ToEdge e -> expected.add(e.instruction());
        case Effect.ToSwitch e -> {}
        case Effect.ToHistory e -> {}
        case Effect.ToXdm e -> {}
        case Effect.ToMessages e -> {}
        case Effect.ToEverybody e -> {}
        case Effect.ToAggregate e -> {}
      }
    }
    for (; fed < kit.inputs().size(); fed++) {
      publisher
          .publish(
              TopicCatalogue.SIGNALLING, SessionKit.S.toString(), kit.inputs().get(fed), "call")
          .join();
    }
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              for (ConsumerRecord<byte[], byte[]> record : edge.poll(Duration.ofMillis(200))) {
                seen.add(RecordCodec.decode(EdgeInstruction.class, record.value()));
              }
              return seen.size() >= expected.size();
            });
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    seen.clear();
    seen.addAll(expected);
  }

  /// Of what edges are told from now on.
  private Consumer<byte[], byte[]> consumer() {
    Consumer<byte[], byte[]> consumer = kafka.consumer("edge", null);
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic<?> topic : List.of(TopicCatalogue.SIP_REQUESTS, TopicCatalogue.EDGE_INBOX)) {
      for (int i = 0; i < topic.smallPartitions(); i++) {
        partitions.add(new TopicPartition(topic.name(), i));
      }
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // now, not when it is asked first
    return consumer;
  }

  private ConfigurableApplicationContext start(String name, int port) {
    ConfigurableApplicationContext context =
        ServiceRunner.run(
            "conference",
            ConferenceApplication.class,
            "--server.port=" + port,
            "--im.kafka.bootstrap-servers=" + broker.getBrokersAsString(),
            "--im.kafka.small-topics=true",
            "--im.conference.state-dir=" + directory.resolve(name),
            "--im.conference.session-timeout=3s",
            "--im.conference.heartbeat=500ms",
            "--im.admin.password=secret");
    instances.add(context);
    return context;
  }

  private static void awaitReady(int port) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> status(port, "/actuator/health/readiness") == 200);
  }

  /// Whichever instance is asked: the one that has the session takes it.
  private static void awaitAnnounced(int port, String session) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                post(port, session + "/announcements") == 202
                    && request(port, session).body().contains("\"what\":\"announced\""));
  }

  private static int post(int port, String path) throws Exception {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"text\": \"hello\"}");
    return request(port, path, r -> r.header("Content-Type", "application/json").POST(body))
        .statusCode();
  }

  private static String get(int port, String path) throws Exception {
    HttpResponse<String> response = request(port, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static int status(int port, String path) throws Exception {
    return request(port, path).statusCode();
  }

  private static HttpResponse<String> request(int port, String path)
      throws IOException, InterruptedException {
    return request(port, path, HttpRequest.Builder::GET);
  }

  private static HttpResponse<String> request(
      int port, String path, UnaryOperator<HttpRequest.Builder> like)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String login =
          Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
      return http.send(
          like.apply(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                      .header("Authorization", "Basic " + login))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
