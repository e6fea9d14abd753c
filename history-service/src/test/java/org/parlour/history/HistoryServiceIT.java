package org.parlour.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parlour.history.archive.Samples.ALICE;
import static org.parlour.history.archive.Samples.BOB;
import static org.parlour.history.archive.Samples.LOBBY;
import static org.parlour.history.archive.Samples.at;
import static org.parlour.history.archive.Samples.chunk;
import static org.parlour.history.archive.Samples.cpim;
import static org.parlour.history.archive.Samples.ended;
import static org.parlour.history.archive.Samples.joined;
import static org.parlour.history.archive.Samples.left;
import static org.parlour.history.archive.Samples.pieces;
import static org.parlour.history.archive.Samples.said;
import static org.parlour.history.archive.Samples.session;
import static org.parlour.history.archive.Samples.started;
import static org.parlour.history.archive.Samples.text;
import static org.parlour.history.support.RestClient.encoded;
import static org.parlour.history.support.RestClient.json;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.routing.MaskedSession;
import org.parlour.contracts.routing.PublicId;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.history.support.RestClient;
import org.parlour.history.support.TestBroker;
import org.parlour.history.support.TestDatabase;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.RecordPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The whole service between a real broker, a real database and HTTP.
@SuppressWarnings("NullAway.Init")
class HistoryServiceIT {
  private static final String GROUP = "parlour-history";
  private static final String PASSWORD = "for-this-test";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TestDatabase DATABASE = TestDatabase.create();

  private static ConfigurableApplicationContext service;
  private static RestClient rest;
  private static RecordPublisher publisher;

  @BeforeAll
  static void start() {
    startService();
    publisher = new RecordPublisher(TestBroker.clients().producer("test"));
  }

  @AfterAll
  static void stop() {
    publisher.close();
    service.close();
  }

  private static void startService() {
    service =
        ServiceRunner.builder("history", HistoryApplication.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.admin.password=" + PASSWORD,
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password(),
                "--spring.datasource.hikari.connection-timeout=500");
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    rest = new RestClient(Integer.parseInt(port), PASSWORD);
  }

  @Test
  void whatWasSaidIsFoundOverHttp() {
    publish(started("talk", 0), joined("talk", 0, ALICE), joined("talk", 1, BOB));
    publish(said("talk", 2, "hello"), said("talk", 3, "hello yourself"));
    publish(left("talk", 4, BOB), ended("talk", 5));
    JsonNode talk =
        await()
            .atMost(PATIENCE)
            .until(
                () -> conversation("talk"),
                c -> c.path("messageCount").asInt(0) == 2 && c.get("endedAt").isString());
    assertThat(talk.get("session").asString())
        .isEqualTo(MaskedSession.of(session("talk")))
        .isNotEqualTo(session("talk").toString());
    assertThat(talk.get("sessionId").asString())
        .isEqualTo(PublicId.of(session("talk").toString()).toString());
    assertThat(talk.get("group").asString()).isEqualTo(LOBBY.toString());
    assertThat(talk.get("subject").asString()).isEqualTo("lunch");
    assertThat(talk.get("startedAt").asString()).isEqualTo(at(0).toString());
    assertThat(talk.get("endedAt").asString()).isEqualTo(at(5).toString());
    JsonNode bob = talk.get("participants").get(1);
    assertThat(bob.get("address").asString()).isEqualTo(BOB.toString());
    assertThat(bob.get("displayName").asString()).isEqualTo("bob");
    assertThat(bob.get("joinedAt").asString()).isEqualTo(at(1).toString());
    assertThat(bob.get("leftAt").asString()).isEqualTo(at(4).toString());
    assertThat(rest.get("/api/v1/conversations/" + talk.get("id").asString())).isEqualTo(talk);

    JsonNode message = messages("talk").get(0);
    assertThat(message.get("at").asString()).isEqualTo(at(2).toString());
    assertThat(message.get("from").asString()).isEqualTo(ALICE.toString());
    assertThat(message.get("displayName").asString()).isEqualTo("Alice");
    assertThat(message.get("contentType").asString()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(message.get("text").asString()).isEqualTo("hello");
    assertThat(message.get("privateTo").isNull()).isTrue();
    assertThat(message.get("base64").isNull()).isTrue();
  }

  @Test
  void binaryAndLargeMessagesCanBeHad() {
    byte[] image = {(byte) 0x89, 'P', 'N', 'G', 0};
    byte[] film = cpim("video/mp4", new byte[300_000]);
    publish(started("media", 0));
    publish(chunk("media", "image", 1, BOB, "message/cpim", cpim("image/png", image), 0, true));
    publish(pieces("media", "film", 2, film, 100_000).toArray(MessageRecord[]::new));
    awaitMessages("media", 2);
    JsonNode shown = messages("media").get(0);
    assertThat(shown.get("base64").binaryValue()).isEqualTo(image);
    assertThat(shown.get("text").isNull()).isTrue();
    assertThat(shown.get("privateTo").asString()).isEqualTo(BOB.toString());
    JsonNode large = messages("media").get(1);
    assertThat(large.get("base64").isNull()).isTrue();
    assertThat(large.get("contentType").asString()).isEqualTo("video/mp4");
    assertThat(large.get("size").asInt()).isEqualTo(film.length);

    HttpResponse<byte[]> body = rest.ask(path("media") + "/messages/film/body");
    assertThat(body.statusCode()).isEqualTo(200);
    assertThat(body.body()).isEqualTo(film);
    assertThat(body.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(body.headers().firstValue("Content-Disposition")).contains("attachment");
  }

  @Test
  void pagesLeadToEachOther() {
    publish(started("long", 0));
    MessageRecord[] records = new MessageRecord[7];
    Arrays.setAll(records, i -> said("long", i + 1, "line " + i));
    publish(records);
    awaitMessages("long", 7);
    List<String> lines = new ArrayList<>();
    String next = "";
    while (next != null) {
      String after = next.isEmpty() ? "" : "&after=" + next;
      JsonNode page = rest.get(path("long") + "/messages?limit=3" + after);
      page.get("messages").forEach(m -> lines.add(m.get("text").asString()));
      next = page.get("next").isNull() ? null : page.get("next").asString();
    }
    assertThat(lines)
        .containsExactly("line 0", "line 1", "line 2", "line 3", "line 4", "line 5", "line 6");
  }

  @Test
  void aMessageMayComeBeforeItsConversation() {
    publish(said("early", 2, "hello"));
    await().atMost(PATIENCE).until(() -> TestBroker.hasReadAll(GROUP, TopicCatalogue.MESSAGES));
    publish(started("early", 1));
    awaitMessages("early", 1);
    assertThat(conversation("early").get("startedAt").asString()).isEqualTo(at(1).toString());
  }

  /// A service killed after the database's commit and before that of the offsets finds the same
  /// records again: here all that there ever were.
  @Test
  void recordsReadAgainChangeNothing() {
    publish(started("again", 0), joined("again", 0, ALICE), left("again", 1, ALICE));
    publish(said("again", 1, "once"));
    publish(pieces("again", "pieces", 2, text("in pieces"), 20).toArray(MessageRecord[]::new));
    awaitMessages("again", 2);
    awaitAllRead();
    JsonNode before = rest.get("/api/v1/conversations?limit=200");
    JsonNode messages = messages("again");
    service.close();
    TestBroker.forgetOffsets(GROUP, TopicCatalogue.MESSAGES);
    TestBroker.forgetOffsets(GROUP, TopicCatalogue.HISTORY_COMMANDS);
    startService();
    awaitAllRead();
    assertThat(rest.get("/api/v1/conversations?limit=200")).isEqualTo(before);
    assertThat(messages("again")).isEqualTo(messages);
    MeterRegistry metrics = service.getBean(MeterRegistry.class);
    assertThat(count(metrics, "duplicate")).isGreaterThanOrEqualTo(2);
    assertThat(count(metrics, "stored")).isZero();
  }

  @Test
  void aPoisonRecordIsPutAsideAndTheOthersGoOn() {
    String dead = TopicCatalogue.MESSAGES.deadLetterName();
    long before = TestBroker.written(dead);
    try (Producer<byte[], byte[]> raw = TestBroker.clients().producer("poison")) {
      raw.send(
          new ProducerRecord<>(
              TopicCatalogue.MESSAGES.name(), "poison".getBytes(UTF_8), "?".getBytes(UTF_8)));
    }
    publish(started("poison", 0));
    publish(said("poison", 1, "goes on"));
    awaitMessages("poison", 1);
    await().atMost(PATIENCE).until(() -> TestBroker.written(dead) == before + 1);
  }

  @Test
  void nothingIsLostWhilePostgresIsAway() {
    publish(started("away", 0));
    publish(said("away", 1, "before"));
    awaitMessages("away", 1);
    long deadLetters = TestBroker.written(TopicCatalogue.MESSAGES.deadLetterName());
    DATABASE.goAway();
    publish(said("away", 2, "meanwhile"));
    publish(joined("away", 2, BOB));
    await().atMost(PATIENCE).until(() -> ingestStatus().equals("DOWN"));
    assertProblem("/api/v1/conversations", 503, "database");
    DATABASE.comeBack();
    awaitMessages("away", 2);
    await().atMost(PATIENCE).until(() -> conversation("away").get("participants").size() == 1);
    await().atMost(PATIENCE).until(() -> ingestStatus().equals("UP"));
    assertThat(TestBroker.written(TopicCatalogue.MESSAGES.deadLetterName())).isEqualTo(deadLetters);
  }

  @Test
  void wrongParametersAreExplained() {
    assertProblem("/api/v1/conversations?limit=0", 400, "limit: 0 (expected: 1 to 200)");
    assertProblem("/api/v1/conversations?from=yesterday", 400, "from: yesterday");
    assertProblem("/api/v1/conversations?participant=bob", 400, "participant: bob");
    assertProblem("/api/v1/conversations?after=nonsense", 400, "after: nonsense");
    assertProblem(
        "/api/v1/conversations?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "to: ");
    assertProblem("/api/v1/conversations/nonsense", 400, "nonsense");
    String unknown = "/api/v1/conversations/00000000-0000-8000-8000-000000000000";
    assertProblem(unknown, 404, "conversation: ");
    assertProblem(unknown + "/messages", 404, "conversation: ");
    assertProblem(unknown + "/messages/m/body", 404, "message: m");
  }

  @Test
  void onlyTheAdministratorReads() {
    assertThat(rest.askAsNobody("/api/v1/conversations").statusCode()).isEqualTo(401);
    assertThat(rest.askAsNobody("/actuator/health/readiness").statusCode()).isEqualTo(200);
    assertThat(rest.get("/v3/api-docs").get("paths").has("/api/v1/conversations/{id}/messages"))
        .isTrue();
    assertThat(new String(rest.askAsNobody("/actuator/prometheus").body(), UTF_8))
        .contains("im_history_messages_total", "im_history_delay_seconds", "records_lag");
  }

  private static void assertProblem(String path, int status, String detail) {
    HttpResponse<byte[]> response = rest.ask(path);
    assertThat(response.statusCode()).as(path).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).get("detail").asString()).contains(detail);
  }

  private static void publish(HistoryCommand... commands) {
    for (HistoryCommand command : commands) {
      publisher.publish(TopicCatalogue.HISTORY_COMMANDS, command.recording(), command, null).join();
    }
  }

  private static void publish(MessageRecord... records) {
    for (MessageRecord record : records) {
      publisher.publish(TopicCatalogue.MESSAGES, record.recording(), record, null).join();
    }
  }

  /// The conversation of [org.parlour.history.archive.Samples#session(String)], or a missing node.
  private static JsonNode conversation(String recording) {
    return rest.get("/api/v1/conversations?session=" + encoded(session(recording).toString()))
        .get("conversations")
        .path(0);
  }

  private static String path(String recording) {
    return "/api/v1/conversations/" + conversation(recording).get("id").asString();
  }

  private static JsonNode messages(String recording) {
    return rest.get(path(recording) + "/messages").get("messages");
  }

  private static void awaitMessages(String recording, int count) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> conversation(recording).get("messageCount").asInt() == count);
  }

  private static void awaitAllRead() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                TestBroker.hasReadAll(GROUP, TopicCatalogue.MESSAGES)
                    && TestBroker.hasReadAll(GROUP, TopicCatalogue.HISTORY_COMMANDS));
  }

  private static String ingestStatus() {
    return json(rest.ask("/actuator/health"))
        .get("components")
        .get("ingest")
        .get("status")
        .asString();
  }

  private static double count(MeterRegistry metrics, String outcome) {
    return metrics.counter("im.history.messages", "outcome", outcome).count();
  }
}
