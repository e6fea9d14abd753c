package org.parlour.xdm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parlour.xdm.metadata.Entries.deferred;
import static org.parlour.xdm.metadata.Entries.put;
import static org.parlour.xdm.metadata.Entries.reference;
import static org.parlour.xdm.metadata.Entries.remove;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.contracts.xdm.XdmCommand;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.support.XcapClient;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Metadata from commands in a real broker to XCAP clients.
@SuppressWarnings("NullAway.Init")
class MetadataIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GROUP = "metadata-it";
  private static final String HISTORY = "org.openmobilealliance.conv-history/users/sip:";
  private static final String HISTORY_TYPE = "application/vnd.oma.im.history-list+xml";

  private static ConfigurableApplicationContext service;
  private static RecordPublisher publisher;
  private static int port;

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
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.xdm.commands.group=" + GROUP,
                "--im.xdm.metadata.max-bytes=20000",
                "--im.xdm.xcap.max-documents=1",
                "--im.xdm.xcap.passwords[alice@example.org]=alice",
                "--im.xdm.xcap.passwords[bob@example.org]=bob",
                "--im.xdm.xcap.passwords[carol@example.org]=carol",
                "--im.xdm.xcap.passwords[dave@example.org]=dave",
                "--im.xdm.xcap.passwords[erin@example.org]=erin",
                "--im.xdm.xcap.passwords[frank@example.org]=frank",
                "--im.admin.password=for-this-test",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password(),
                "--spring.datasource.hikari.connection-timeout=500");
    port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static XcapClient client(String user) {
    return new XcapClient(port, user + "@example.org", user);
  }

  private static String history(String user) {
    return HISTORY + user + "@example.org/conv-history";
  }

  private static String entry(String user, String reference) {
    return history(user)
        + "/~~/history-list/history%5B@history-reference=%22"
        + reference(reference)
        + "%22%5D";
  }

  private static void publish(XdmCommand... commands) {
    for (XdmCommand command : commands) {
      publisher.publish(TopicCatalogue.XDM_COMMANDS, command.key(), command, null).join();
    }
  }

  private static Answer awaitHistory(String user, String text) {
    XcapClient client = client(user);
    return await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> client.get(history(user)), answer -> answer.text().contains(text));
  }

  private static void awaitAllRead() {
    await().atMost(PATIENCE).until(() -> TestBroker.hasReadAll(GROUP, TopicCatalogue.XDM_COMMANDS));
  }

  private static String health() {
    return new RestClient(port, "for-this-test")
        .get("/actuator/health")
        .json()
        .get("components")
        .get("commands")
        .get("status")
        .asString();
  }

  @Test
  void anOwnerReadsWhatTheServerKeeps() {
    publish(put("alice", "one", 1, "begun"), put("alice", "two", 1, "<other> & \"more\""));
    Answer begun = awaitHistory("alice", "h-two");
    publish(put("alice", "one", 2, "ended"), deferred("alice", "late", 1));
    Answer ended = awaitHistory("alice", "ended");
    assertThat(ended.header("Content-Type")).isEqualTo(HISTORY_TYPE);
    assertThat(ended.header("ETag")).isNotEqualTo(begun.header("ETag"));
    assertThat(ended.text()).isEqualTo(begun.text().replace("begun", "ended"));
    Answer waiting =
        client("alice")
            .get("org.openmobilealliance.deferred-list/users/sip:alice@example.org/deferred-list");
    assertThat(waiting.header("Content-Type"))
        .isEqualTo("application/vnd.oma.im.deferred-list+xml");
    assertThat(waiting.text()).contains("<to>sip:alice@example.org</to>");
    assertThat(client("alice").get(entry("alice", "two")).text())
        .contains("&lt;other&gt; &amp; &quot;more&quot;");

    JsonNode audited =
        new RestClient(port, "for-this-test")
            .get("/api/v1/audit?xui=sip:alice@example.org&name=conv-history")
            .json()
            .get("entries");
    assertThat(audited.get(0).get("actor").asString()).isEqualTo("server");
    assertThat(audited.get(0).get("change").asString()).contains("-    <subject>begun</subject>");
  }

  @Test
  void onlyItsOwnerDeletesAndNobodyElseWrites() {
    publish(put("bob", "one", 1, "first"), put("bob", "two", 1, "second"));
    Answer both = awaitHistory("bob", "second");
    XcapClient bob = client("bob");
    XcapClient alice = client("alice");
    assertThat(alice.get(history("bob")).status()).isEqualTo(403);
    assertThat(alice.delete(history("bob")).status()).isEqualTo(403);
    assertThat(alice.delete(entry("bob", "one")).status()).isEqualTo(403);
    assertThat(bob.put(history("bob"), HISTORY_TYPE, both.text()).status()).isEqualTo(403);
    String element = bob.get(entry("bob", "one")).text();
    assertThat(bob.put(entry("bob", "one"), XcapClient.ELEMENT, element).status()).isEqualTo(403);
    assertThat(bob.get(history("bob")).text()).isEqualTo(both.text());

    Answer gone = bob.delete(entry("bob", "one"), "If-Match", both.header("ETag"));
    assertThat(gone.status()).as(gone.text()).isEqualTo(200);
    assertThat(bob.get(history("bob")).text()).contains("second").doesNotContain("first");
    assertThat(bob.delete(entry("bob", "one")).status()).isEqualTo(404);
    publish(remove("bob", "two", 2), put("bob", "three", 1, "third"));
    assertThat(awaitHistory("bob", "third").text()).doesNotContain("second");
    assertThat(bob.delete(history("bob")).status()).isEqualTo(200);
    publish(put("bob", "four", 1, "fourth"));
    assertThat(awaitHistory("bob", "fourth").text()).doesNotContain("third");
  }

  /// A service killed after the database's commit and before that of the offsets finds the same
  /// commands again: here all that there ever were.
  @Test
  void commandsReadAgainChangeNothing() {
    publish(put("carol", "one", 1, "first"), put("carol", "two", 1, "second"));
    publish(put("carol", "two", 2, "second, ended"));
    awaitHistory("carol", "ended");
    assertThat(client("carol").delete(entry("carol", "one")).status()).isEqualTo(200);
    awaitAllRead();
    Answer before = client("carol").get(history("carol"));
    service.close();
    TestBroker.forgetOffsets(GROUP, TopicCatalogue.XDM_COMMANDS);
    startService();
    awaitAllRead();
    Answer after = client("carol").get(history("carol"));
    assertThat(after.text()).isEqualTo(before.text()).doesNotContain("first");
    assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
    MeterRegistry metrics = service.getBean(MeterRegistry.class);
    assertThat(count(metrics, "repeated")).isGreaterThanOrEqualTo(3);
    assertThat(count(metrics, "obeyed")).isZero();
  }

  private static double count(MeterRegistry metrics, String outcome) {
    return metrics.counter("im.xdm.metadata.commands", "outcome", outcome).count();
  }

  @Test
  void whatNobodyCanObeyIsPutAsideAndTheOthersGoOn() {
    String dead = TopicCatalogue.XDM_COMMANDS.deadLetterName();
    long before = TestBroker.written(dead);
    try (Producer<byte[], byte[]> raw = TestBroker.clients().producer("poison")) {
      raw.send(
          new ProducerRecord<>(
              TopicCatalogue.XDM_COMMANDS.name(),
              put("dave", "one", 1, "").key().getBytes(UTF_8),
              "?".getBytes(UTF_8)));
    }
    publish(
        put("dave", "one", 1, "goes on"),
        put("dave", "two", 1, "x".repeat(20_000)),
        put("dave", "three", 1, "and on"));
    assertThat(awaitHistory("dave", "and on").text()).contains("goes on").doesNotContain("h-two");
    await().atMost(PATIENCE).until(() -> TestBroker.written(dead) == before + 2);
    assertThat(
            service
                .getBean(MeterRegistry.class)
                .counter(DeadLetters.METRIC, "topic", TopicCatalogue.XDM_COMMANDS.name())
                .count())
        .isEqualTo(2);
  }

  @Test
  void nothingIsLostWhilePostgresIsAway() {
    publish(put("erin", "one", 1, "before"));
    awaitHistory("erin", "before");
    long deadLetters = TestBroker.written(TopicCatalogue.XDM_COMMANDS.deadLetterName());
    DATABASE.goAway();
    publish(put("erin", "one", 2, "meanwhile"), put("erin", "two", 1, "too"));
    await().atMost(PATIENCE).until(() -> health().equals("DOWN"));
    DATABASE.comeBack();
    assertThat(awaitHistory("erin", "too").text()).contains("meanwhile");
    await().atMost(PATIENCE).until(() -> health().equals("UP"));
    assertThat(TestBroker.written(TopicCatalogue.XDM_COMMANDS.deadLetterName()))
        .isEqualTo(deadLetters);
  }

  @Test
  void whatTheOwnerDeletesMeanwhileStaysDeletedAndNothingElseIsLost() {
    int entries = 20;
    XcapClient frank = client("frank");
    for (int i = 0; i < entries; i++) {
      publish(put("frank", "old" + i, 1, "old " + i));
    }
    awaitHistory("frank", "h-old" + (entries - 1));
    for (int i = 0; i < entries; i++) {
      publish(put("frank", "new" + i, 1, "new " + i));
      assertThat(frank.delete(entry("frank", "old" + i)).status()).isEqualTo(200);
    }
    Answer all = awaitHistory("frank", "h-new" + (entries - 1));
    assertThat(all.text()).doesNotContain("h-old");
    assertThat(IntStream.range(0, entries)).allMatch(i -> all.text().contains("new " + i + "<"));
  }
}
