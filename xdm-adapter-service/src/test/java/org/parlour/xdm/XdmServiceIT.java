package org.parlour.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.Spec;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.document.DocumentPublisher;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

/// The whole service between HTTP, a real database and a real broker.
@SuppressWarnings("NullAway.Init")
class XdmServiceIT {
  private static final String PASSWORD = "for-this-test";
  private static final String ROOT = "/api/v1/groups";
  private static final TestDatabase DATABASE = TestDatabase.create();

  /// Acknowledgements get lost: Kafka has the record, the service does not learn it.
  private static final AtomicBoolean DEAF = new AtomicBoolean();

  /// What happens between Kafka's acknowledgement and the service learning of it.
  private static final AtomicReference<Runnable> ACKNOWLEDGED = new AtomicReference<>(() -> {});

  private static ConfigurableApplicationContext service;
  private static RestClient rest;

  @Configuration(proxyBeanMethods = false)
  static class DeafPublisher {
    @Bean
    @Primary
    DocumentPublisher deafPublisher(RecordPublisher publisher) {
      return (uri, document) -> {
        CompletableFuture<Void> published =
            publisher.publish(TopicCatalogue.SIGNALLING, uri.toString(), document, null);
        return DEAF.get()
            ? new CompletableFuture<>()
            : published.thenRunAsync(ACKNOWLEDGED.getAndSet(() -> {}));
      };
    }
  }

  @BeforeAll
  static void start() {
    service =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .sources(DeafPublisher.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.admin.password=" + PASSWORD,
                "--im.xdm.demo-groups=true",
                "--im.xdm.publish-patience=2s",
                "--im.xdm.settle-margin=500ms",
                "--im.xdm.correction-interval=50ms",
                "--spring.datasource.hikari.connection-timeout=500",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password());
    String port = service.getEnvironment().getRequiredProperty("local.server.port");
    rest = new RestClient(Integer.parseInt(port), PASSWORD);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void theDemoGroupsAreThere() {
    JsonNode lobby = rest.get(ROOT + "/sip:lobby@im.example.org").json();
    assertThat(lobby.get("openToAll").asBoolean()).isTrue();
    assertThat(lobby.get("inviteMembers").asBoolean()).isFalse();
    JsonNode team = rest.get(ROOT + "/sip%3Ateam%40im.example.org").json();
    assertThat(team.get("inviteMembers").asBoolean()).isTrue();
    assertThat(team.get("openToAll").asBoolean()).isFalse();
    List<String> members = new ArrayList<>();
    team.get("members").forEach(member -> members.add(member.get("address").asString()));
    assertThat(members)
        .containsExactly("sip:alice@example.org", "sip:bob@example.org", "sip:carol@example.org");
    assertThat(TestBroker.published("sip:team@im.example.org")).hasSize(1);
  }

  @Test
  void aGroupSaysInRulesWhoMayDoWhat() {
    Answer created =
        rest.post(
            ROOT,
            """
            {"uri": "sip:ruled@im.example.org", "maxDuration": 3600, "subject": "Project X",
             "members": [{"address": "sip:alice@example.org"}],
             "rules": [
               {"id": "members", "conditions": [{"type": "is-list-member"}],
                "actions": ["join-handling", "allow-initiate-conference"]},
               {"conditions": [
                  {"type": "identity", "one": ["sips:carol@EXAMPLE.org"],
                   "many": [{"domain": "Example.net", "exceptUsers": ["sip:eve@example.net"]}]}],
                "actions": ["allow-anonymity"]}]}""");
    assertThat(created.status()).isEqualTo(201);
    assertThat(rest.get(created.header("Location")).json()).isEqualTo(created.json());
    JsonNode second = created.json().get("rules").get(1);
    assertThat(second.get("id").asString()).isEqualTo("rule-2");
    assertThat(second.get("conditions").get(0).get("one").get(0).asString())
        .isEqualTo("sip:carol@example.org");
    Definition published = TestBroker.published("sip:ruled@im.example.org").getFirst().definition();
    assertThat(published.rules()).hasSize(2);
    assertThat(published.maxDuration()).isEqualTo(3600);
    assertThat(published.subject()).isEqualTo("Project X");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"actions\": [\"join-handling\"]}",
        "{\"conditions\": [], \"actions\": [\"levitate\"]}",
        "{\"conditions\": [{\"type\": \"full-moon\"}], \"actions\": []}",
        "{\"conditions\": [{\"type\": \"identity\", \"one\": [\"carol\"]}]}",
        "{\"conditions\": [{\"type\": \"identity\", \"many\": [{}]}]}",
        "{\"conditions\": [{\"type\": \"validity\"}]}",
        "{\"conditions\": [{\"type\": \"validity\", \"periods\": [{\"from\": \"noon\"}]}]}",
        "{\"conditions\": [{\"type\": \"external-list\", \"anchors\": [\"\"]}]}",
        "null"
      })
  void aRuleThatCannotBeReadIsRefused(String rule) {
    Answer answer =
        rest.post(ROOT, "{\"uri\": \"sip:misruled@im.example.org\", \"rules\": [" + rule + "]}");

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void aGroupLivesAndEveryChangeIsPublishedInOrder() {
    Answer created =
        rest.post(
            ROOT,
            """
            {"uri": "sip:crew@im.example.org", "displayName": "Crew", "inviteMembers": true,
             "maxParticipants": 5,
             "members": [{"address": "sip:alice@example.org", "nickname": "Al"},
                         {"address": "sips:bob@EXAMPLE.org;transport=tls"}]}""");
    assertThat(created.status()).isEqualTo(201);
    String path = created.header("Location");
    assertThat(path).isEqualTo(ROOT + "/sip:crew@im.example.org");
    Answer read = rest.get(path);
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).matches("\"\\d+\"");
    assertThat(read.json().get("members").get(0).get("nickname").asString()).isEqualTo("Al");
    assertThat(read.json().get("members").get(1).get("address").asString())
        .isEqualTo("sip:bob@example.org");
    assertThat(read.json().get("maxParticipants").asInt()).isEqualTo(5);

    Answer replaced = rest.put(path, "{\"displayName\": \"Crew 2\", \"openToAll\": true}");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().get("members").isEmpty()).isTrue();
    assertThat(rest.delete(path).status()).isEqualTo(204);
    assertThat(rest.get(path).status()).isEqualTo(404);

    List<GroupDocument> published = TestBroker.published("sip:crew@im.example.org");
    assertThat(published).isSortedAccordingTo(Comparator.comparingLong(GroupDocument::version));
    assertThat(published)
        .extracting(document -> Optional.ofNullable(document.definition()))
        .extracting(definition -> definition.map(Definition::displayName).orElse("deleted"))
        .containsExactly("Crew", "Crew 2", "deleted");
  }

  @Test
  @Spec("RFC 9110 §13.1")
  void aLostUpdateIsPrevented() {
    String path = ROOT + "/sip:etag@im.example.org";
    Answer created = rest.put(path, "{}", "If-None-Match", "*");
    assertThat(created.status()).isEqualTo(201);
    String etag = created.header("ETag");
    assertThat(rest.get(path, "If-None-Match", etag).status()).isEqualTo(304);
    assertProblem(rest.put(path, "{}", "If-None-Match", "*"), 412, "precondition-failed");

    assertThat(rest.put(path, "{\"displayName\": \"mine\"}", "If-Match", etag).status())
        .isEqualTo(200);
    assertProblem(
        rest.put(path, "{\"displayName\": \"theirs\"}", "If-Match", etag),
        412,
        "precondition-failed");
    assertProblem(rest.delete(path, "If-Match", etag), 412, "precondition-failed");
    assertThat(rest.get(path).json().get("displayName").asString()).isEqualTo("mine");
    assertThat(TestBroker.published("sip:etag@im.example.org")).hasSize(2);
  }

  @Test
  @Spec("D-04")
  void whatNoGroupMayBeIsRefused() {
    assertProblem(
        rest.post(ROOT, "{\"uri\": \"sip:s-abc@im.example.org\"}"), 409, "constraint-failure");
    assertProblem(rest.put(ROOT + "/sip:exploder@im.example.org", "{}"), 409, "constraint-failure");
    assertProblem(
        rest.post(ROOT, "{\"uri\": \"sip:team@elsewhere.org\"}"), 409, "constraint-failure");
    assertProblem(rest.post(ROOT, "{\"uri\": \"sip:team@im.example.org\"}"), 409, "exists");
    assertProblem(rest.post(ROOT, "{}"), 400, "invalid");
    assertProblem(
        rest.post(ROOT, "{\"uri\": \"sip:x@im.example.org\", \"members\": [{}]}"), 400, "invalid");
    assertProblem(
        rest.put(ROOT + "/sip:x@im.example.org", "{\"uri\": \"sip:y@im.example.org\"}"),
        400,
        "invalid");
    assertProblem(rest.get(ROOT + "?limit=0"), 400, "invalid");
    assertProblem(rest.get(ROOT + "/sip:nobody@im.example.org"), 404, "unknown");
    assertProblem(rest.delete(ROOT + "/sip:nobody@im.example.org"), 404, "unknown");
    Answer malformed = rest.post(ROOT, "{");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void groupsAreListedPageByPage() {
    for (int i = 0; i < 5; i++) {
      rest.put(ROOT + "/sip:page" + i + "@im.example.org", "{}");
    }
    List<String> uris = new ArrayList<>();
    JsonNode page = rest.get(ROOT + "?limit=2").json();
    page.get("groups").forEach(group -> uris.add(group.get("uri").asString()));
    while (!page.get("next").isNull()) {
      page = rest.get(ROOT + "?limit=2&after=" + page.get("next").asString()).json();
      page.get("groups").forEach(group -> uris.add(group.get("uri").asString()));
    }
    assertThat(uris)
        .isSorted()
        .doesNotHaveDuplicates()
        .contains(
            "sip:lobby@im.example.org", "sip:page0@im.example.org", "sip:page4@im.example.org");
  }

  @Test
  void aWriteThatKafkaDoesNotAcknowledgeIsAnsweredAndUndone() {
    String group = "sip:deaf@im.example.org";
    String path = ROOT + "/" + group;
    Answer before = rest.put(path, "{\"displayName\": \"before\"}");
    DEAF.set(true);
    try {
      Answer refused = rest.put(path, "{\"displayName\": \"after\"}");
      assertProblem(refused, 503, "not-published");
      assertThat(refused.header("Retry-After")).isNotEmpty();
    } finally {
      DEAF.set(false);
    }
    assertThat(rest.get(path).json()).isEqualTo(before.json());
    awaitCorrectionToTheFirst(group);
    assertThat(rest.put(path, "{}", "If-Match", before.header("ETag")).status()).isEqualTo(200);
  }

  @Test
  void aWriteThatIsPublishedButCannotBeStoredIsAnsweredAndUndone() {
    String group = "sip:torn@im.example.org";
    String path = ROOT + "/" + group;
    Answer before = rest.put(path, "{\"displayName\": \"before\"}");
    ACKNOWLEDGED.set(DATABASE::goAway);
    try {
      assertProblem(rest.put(path, "{\"displayName\": \"after\"}"), 503, "database-away");
      assertProblem(rest.put(path, "{\"displayName\": \"later\"}"), 503, "database-away");
    } finally {
      DATABASE.comeBack();
    }
    await("connections that broke are replaced")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(rest.get(path).json()).isEqualTo(before.json()));
    awaitCorrectionToTheFirst(group);
    assertThat(rest.put(path, "{}").status()).isEqualTo(200);
  }

  private static void awaitCorrectionToTheFirst(String group) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(TestBroker.published(group).getLast().definition())
                    .isEqualTo(TestBroker.published(group).getFirst().definition()));
    List<GroupDocument> published = TestBroker.published(group);
    assertThat(published).hasSizeGreaterThan(2);
    assertThat(published).isSortedAccordingTo(Comparator.comparingLong(GroupDocument::version));
  }

  @Test
  void changesOfOneGroupAtTheSameTimeWaitForEachOther() {
    String path = ROOT + "/sip:busy@im.example.org";
    List<CompletableFuture<Answer>> writes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String body = "{\"displayName\": \"" + i + "\"}";
      writes.add(CompletableFuture.supplyAsync(() -> rest.put(path, body)));
    }
    assertThat(writes).allMatch(write -> write.join().status() < 300);
    List<GroupDocument> published = TestBroker.published("sip:busy@im.example.org");
    assertThat(published).hasSize(8);
    assertThat(rest.get(path).json().get("version").asLong())
        .isEqualTo(published.getLast().version());
  }

  @Test
  void aGroupHasTenThousandMembersAndNotOneMore() {
    String path = ROOT + "/sip:big@im.example.org";
    assertThat(rest.put(path, group(10_000, false)).status()).isEqualTo(201);
    Answer renamed = rest.patch(path, "{\"displayName\": \"Big\"}");
    assertThat(renamed.json().get("members")).hasSize(10_000);
    Definition published = TestBroker.published("sip:big@im.example.org").getLast().definition();
    assertThat(published.displayName()).isEqualTo("Big");
    assertThat(published.members()).hasSize(10_000);

    Answer more = rest.put(path, group(10_001, false));
    assertProblem(more, 409, "constraint-failure");
    assertThat(more.json().get("detail").asString())
        .isEqualTo("members: 10001 (expected: at most 10000)");
    assertProblem(rest.put(path, group(10_000, true)), 409, "constraint-failure");
  }

  private static String group(int members, boolean invited) {
    return IntStream.range(0, members)
        .mapToObj(
            i -> "{\"address\": \"sip:user" + i + "@example.org\", \"nickname\": \"" + i + "\"}")
        .collect(
            Collectors.joining(",", "{\"inviteMembers\": " + invited + ", \"members\": [", "]}"));
  }

  @Test
  void onlyTheAdministratorWrites() {
    assertThat(rest.getAsNobody(ROOT).status()).isEqualTo(401);
    assertThat(rest.getAsNobody("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(rest.getAsNobody("/actuator/prometheus").text())
        .contains("im_xdm_group_writes_total", "im_xdm_group_unsettled")
        .contains("im_xdm_user_writes_total", "im_xdm_user_unsettled");
  }

  @Test
  void theInterfaceDescribesItselfWithExamples() {
    JsonNode api = rest.getAsNobody("/v3/api-docs").json();
    List<String> described = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey();
        described.add(name);
        assertThat(operation.getValue().path("summary").asString("")).as(name).isNotEmpty();
        for (JsonNode parameter : operation.getValue().path("parameters")) {
          if (parameter.path("in").asString().equals("path")) {
            assertThat(parameter.has("example")).as(name + " " + parameter).isTrue();
          }
        }
      }
    }
    assertThat(described)
        .contains("put " + ROOT + "/{uri}", "get /api/v1/users/{user}", "get /api/v1/audit");
    for (String schema : List.of("GroupView", "MemberView", "RuleForm", "UserView")) {
      assertThat(api.at("/components/schemas/" + schema).toString()).as(schema).contains("example");
    }
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("code").asString()).isEqualTo(code);
    assertThat(answer.json().get("type").asString()).isEqualTo("urn:parlour:problem:" + code);
  }
}
