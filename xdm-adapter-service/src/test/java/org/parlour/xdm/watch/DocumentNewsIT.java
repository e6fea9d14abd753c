package org.parlour.xdm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.XdmApplication;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.support.XcapClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/// Changes and answers as they are published, from a real database to a real broker.
@SuppressWarnings("NullAway.Init")
class DocumentNewsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String XML = "application/test-app+xml";
  private static final String ROOT = "http://xcap.example.org/xcap-root";

  private static ConfigurableApplicationContext service;
  private static XcapClient xcap;
  private static RestClient admin;

  @BeforeAll
  static void start() {
    service =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.xdm.watch.interval=50ms",
                "--im.xdm.commands.group=news-it",
                "--im.xdm.xcap.test-app=true",
                "--im.xdm.xcap.root=" + ROOT,
                "--im.xdm.xcap.passwords[nora@example.org]=nora",
                "--im.admin.password=for-this-test",
                "--spring.datasource.hikari.connection-timeout=500",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password());
    int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    xcap = new XcapClient(port, "nora@example.org", "nora");
    admin = new RestClient(port, "for-this-test");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String path(String name) {
    return "test-app/users/sip:nora@example.org/" + name;
  }

  private static String put(String name, String text) {
    Answer answer = xcap.put(path(name), XML, "<a>" + text + "</a>");
    assertThat(answer.status()).isIn(200, 201);
    return answer.header("ETag").replace("\"", "");
  }

  private static List<DocumentChanged> changes(String user, String path) {
    return TestBroker.commands(user, DocumentChanged.class).stream()
        .filter(change -> change.path().equals(path))
        .toList();
  }

  private static List<DocumentChanged> awaitChanges(String user, String path, int number) {
    return await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> changes(user, path), changes -> changes.size() >= number);
  }

  @Test
  @Spec("RFC 5875")
  void everyChangeIsPublishedInOrderWithItsEtag() {
    String made = put("order", "1");
    String replaced = put("order", "2");
    assertThat(xcap.delete(path("order")).status()).isEqualTo(200);

    List<DocumentChanged> changes = awaitChanges("sip:nora@example.org", path("order"), 3);
    assertThat(changes).extracting(DocumentChanged::etag).containsExactly(made, replaced, null);
    assertThat(changes).extracting(DocumentChanged::version).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aChangeOfAGroupOrOfRulesIsOneOfItsOwnersTree() {
    String group = "org.openmobilealliance.groups/users/sip:nora@example.org/choir";
    String body =
        """
        <group xmlns="urn:oma:xml:poc:list-service">
          <list-service uri="sip:choir@im.example.org"><display-name>Choir</display-name><list/>
          </list-service></group>""";
    Answer made = xcap.put(group, "application/vnd.oma.poc.groups+xml", body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(awaitChanges("sip:nora@example.org", group, 1).getFirst().etag())
        .isEqualTo(made.header("ETag").replace("\"", ""));

    String rules = "org.openmobilealliance.im-rules/users/sip:nora@example.org/im-rules";
    Answer written =
        xcap.put(
            rules,
            "application/auth-policy+xml",
            "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'/>");
    assertThat(written.status()).isIn(200, 201);
    assertThat(awaitChanges("sip:nora@example.org", rules, 1).getLast().etag())
        .isEqualTo(written.header("ETag").replace("\"", ""));
  }

  @Test
  void groupsOfAdministratorsAreNobodysTree() {
    admin.put("/api/v1/groups/sip:news-it@im.example.org", "{\"displayName\": \"News\"}");
    put("after", "1");
    awaitChanges("sip:nora@example.org", path("after"), 1);

    assertThat(TestBroker.commands("sip:news-it@im.example.org", DocumentChanged.class)).isEmpty();
  }

  @Test
  @Spec("RFC 5875")
  void aQuestionIsAnsweredWithWhatThereIsAndOnceWhenItComesTwice() {
    String etag = put("asked", "1");
    RecordPublisher publisher = service.getBean(RecordPublisher.class);
    ask(publisher, "q-1", List.of("test-app/", "resource-lists/users/sip:eve@example.org/"));
    ask(publisher, "q-1", List.of("test-app/"));

    DocumentsFound found = awaitAnswer("q-1");
    assertThat(found.root()).isEqualTo(ROOT);
    assertThat(found.places()).containsExactly("test-app/users/sip:nora@example.org/");
    assertThat(found.documents())
        .contains(new DocumentsFound.Document(path("asked"), Long.parseLong(etag), etag));
    ask(publisher, "q-2", List.of(path("not-there")));
    assertThat(awaitAnswer("q-2").places()).containsExactly(path("not-there"));
    assertThat(awaitAnswer("q-2").documents()).isEmpty();
  }

  @Test
  void anAnswerStandsBehindTheChangesThatWereStoredBefore() {
    String etag = put("behind", "1");
    ask(service.getBean(RecordPublisher.class), "q-3", List.of(path("behind")));
    DocumentsFound found = awaitAnswer("q-3");
    assertThat(found.documents()).extracting(DocumentsFound.Document::etag).containsExactly(etag);

    List<SignallingInput> all = TestBroker.commands("sip:nora@example.org", SignallingInput.class);
    DocumentChanged change = changes("sip:nora@example.org", path("behind")).getFirst();
    assertThat(all.indexOf(change)).isBetween(0, all.indexOf(found));
  }

  @Test
  void newsAndQuestionsOutliveAnOutageOfTheDatabase() {
    put("outage", "1");
    DATABASE.goAway();
    try {
      ask(service.getBean(RecordPublisher.class), "q-4", List.of(path("outage")));
      await()
          .pollDelay(Duration.ofMillis(700))
          .until(() -> xcap.get(path("outage")).status() >= 500);
    } finally {
      DATABASE.comeBack();
    }

    assertThat(awaitAnswer("q-4").documents()).hasSize(1);
    assertThat(awaitChanges("sip:nora@example.org", path("outage"), 1)).isNotEmpty();
    JdbcTemplate jdbc = new JdbcTemplate(DATABASE.dataSource());
    await()
        .until(
            () ->
                Integer.valueOf(0)
                    .equals(
                        jdbc.queryForObject(
                            "select count(*) from xdm.document_news", Integer.class)));
  }

  private static void ask(RecordPublisher publisher, String id, List<String> uris) {
    DocumentsQuestion question =
        new DocumentsQuestion(id, ImAddress.parse("sip:nora@example.org"), uris);
    publisher.publish(TopicCatalogue.XDM_COMMANDS, question.key(), question, null).join();
  }

  private static DocumentsFound awaitAnswer(String id) {
    return await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                TestBroker.commands("sip:nora@example.org", DocumentsFound.class).stream()
                    .filter(answer -> answer.question().equals(id) && answer.root().equals(ROOT))
                    .toList(),
            answers -> !answers.isEmpty())
        .getFirst();
  }
}
