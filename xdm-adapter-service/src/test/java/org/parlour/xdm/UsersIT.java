package org.parlour.xdm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.user.AccessAction;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.ServiceRunner;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.support.XcapClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/// Users over REST and XCAP, as they are published.
@SuppressWarnings("NullAway.Init")
class UsersIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String ROOT = "/api/v1/users/";
  private static final String RULES = "application/auth-policy+xml";
  private static final String OLD = "sip:old@example.org";
  private static final String TEXT =
      """
      <?xml version="1.0"?>
      <!-- mine -->
      <ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:im="urn:oma:xml:im:im-rules">
        <rule id="all"><conditions/>
          <actions><im:allow-session>pass</im:allow-session></actions></rule>
      </ruleset>
      """;

  private static ConfigurableApplicationContext service;
  private static RestClient admin;
  private static XcapClient alice;
  private static XcapClient ursula;
  private static XcapClient stranger;

  @BeforeAll
  static void start() {
    rulesOfTheReleaseBefore();
    service =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.xdm.users.mode=provisioned",
                "--im.xdm.correction-interval=50ms",
                "--im.xdm.outbox.count-interval=100ms",
                "--im.xdm.xcap.passwords[alice@example.org]=alice",
                "--im.xdm.xcap.passwords[ursula@example.org]=ursula",
                "--im.xdm.xcap.passwords[stranger@example.org]=stranger",
                "--im.admin.password=for-this-test",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password());
    int port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    alice = new XcapClient(port, "alice@example.org", "alice");
    ursula = new XcapClient(port, "ursula@example.org", "ursula");
    stranger = new XcapClient(port, "stranger@example.org", "stranger");
    admin = new RestClient(port, "for-this-test");
  }

  /// A document as users wrote it when nobody obeyed it.
  private static void rulesOfTheReleaseBefore() {
    Flyway.configure()
        .dataSource(DATABASE.dataSource())
        .locations("classpath:db/migration/xdm")
        .schemas("xdm")
        .target("5")
        .load()
        .migrate();
    new JdbcTemplate(DATABASE.dataSource())
        .update(
            "insert into xdm.document values (?, ?, ?, nextval('xdm.group_version'), now(), ?)",
            "org.openmobilealliance.im-rules",
            OLD,
            "im-rules",
            TEXT.getBytes(UTF_8));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String rules(String user) {
    return "org.openmobilealliance.im-rules/users/sip:" + user + "@example.org/im-rules";
  }

  private static UserPolicy.Definition last(String user) {
    return Objects.requireNonNull(TestBroker.policies(user).getLast().definition());
  }

  @Test
  @Spec({"ISS-2", "REFS-1"})
  void rulesAreOneDocumentForXcapAndRestAndArePublished() {
    String user = "sip:ursula@example.org";
    Answer created = admin.put(ROOT + user, "{\"blockList\": [\"sip:mallory@EXAMPLE.org\"]}");
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo(ROOT + user);
    assertThat(last(user).rules()).hasSize(2);

    Answer read = ursula.get(rules("ursula"));
    assertThat(read.text()).contains("sip:mallory@example.org");
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    assertThat(ursula.put(rules("ursula"), RULES, TEXT, "If-Match", "\"1\"").status())
        .isEqualTo(412);
    Answer written = ursula.put(rules("ursula"), RULES, TEXT, "If-Match", read.header("ETag"));
    assertThat(written.status()).as(written.text()).isEqualTo(200);

    JsonNode seen = admin.get(ROOT + user).json();
    assertThat(seen.get("version").asString()).isEqualTo(written.header("ETag").replace("\"", ""));
    assertThat(seen.get("allowSession").asBoolean()).isTrue();
    assertThat(seen.get("allowPagerModeMessage").asBoolean()).isFalse();
    assertThat(seen.get("blockList").isEmpty()).isTrue();
    assertThat(last(user).rules().getFirst().actions())
        .isEqualTo(Set.of(AccessAction.ALLOW_SESSION));

    Answer barred = admin.put(ROOT + user, "{\"barred\": {\"outgoing\": true}}");
    assertThat(barred.status()).isEqualTo(200);
    assertThat(ursula.get(rules("ursula")).text()).isEqualTo(TEXT);
    assertThat(admin.get(ROOT + user + "/policy").text()).isEqualTo(TEXT);
    assertThat(last(user).barredOutgoing()).isTrue();

    assertThat(ursula.delete(rules("ursula")).status()).isEqualTo(200);
    assertThat(last(user).rules()).isNull();
    assertThat(last(user).barredOutgoing()).isTrue();
    assertThat(admin.delete(ROOT + user).status()).isEqualTo(204);
    assertThat(TestBroker.policies(user).getLast().definition()).isNull();
    assertThat(TestBroker.policies(user))
        .isSortedAccordingTo(Comparator.comparingLong(UserPolicy::version));
    assertThat(admin.get("/api/v1/audit?xui=" + user).json().get("entries")).hasSize(5);
  }

  @Test
  void whoIsNotProvisionedWritesNoRules() {
    assertThat(stranger.put(rules("stranger"), RULES, TEXT).status()).isEqualTo(403);
    assertThat(TestBroker.policies("sip:stranger@example.org")).isEmpty();
  }

  @Test
  void anAdministratorWritesTheDocumentItself() {
    String user = "sip:carol@example.org";
    String policy = ROOT + user + "/policy";
    assertThat(admin.get(policy).status()).isEqualTo(404);
    Answer created = admin.put(policy, TEXT, "Content-Type", RULES);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(admin.get(policy).header("ETag")).isEqualTo(created.header("ETag"));
    Answer broken = admin.put(policy, "<ruleset/>", "Content-Type", RULES);
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.json().get("detail").asString()).contains("schema-validation-error");
    assertThat(admin.put(policy, TEXT, "Content-Type", RULES, "If-Match", "\"1\"").status())
        .isEqualTo(412);
    assertThat(last(user).rules()).hasSize(1);
  }

  @Test
  void aUserIsFoundByItsAliases() {
    String user = "sip:dave@example.org";
    admin.put(ROOT + user, "{\"aliases\": [\"tel:+358-40-1234\", \"sip:d@example.org\"]}");

    assertThat(admin.get(ROOT + "tel:+358401234").json().get("user").asString()).isEqualTo(user);
    assertThat(last(user).aliases()).contains(ImAddress.parse("sip:d@example.org"));
    Answer taken =
        admin.put(ROOT + "sip:erin@example.org", "{\"aliases\": [\"sip:d@example.org\"]}");
    assertThat(taken.status()).isEqualTo(409);
    assertThat(admin.put(ROOT + "sip:d@example.org", "{}").status()).isEqualTo(409);
    assertThat(admin.get(ROOT + "sip:erin@example.org").status()).isEqualTo(404);
    assertThat(admin.put(ROOT + user, "{}").status()).isEqualTo(200);
    assertThat(admin.get(ROOT + "sip:d@example.org").status()).isEqualTo(404);
  }

  @Test
  void usersAreListedSearchedAndPaged() {
    for (int i = 0; i < 5; i++) {
      admin.put(ROOT + "sip:page" + i + "@example.net", "{}");
    }
    List<String> found = new ArrayList<>();
    JsonNode page = admin.get("/api/v1/users?limit=2&q=PAGE").json();
    page.get("users").forEach(user -> found.add(user.get("user").asString()));
    while (!page.get("next").isNull()) {
      page = admin.get("/api/v1/users?limit=2&q=page&after=" + page.get("next").asString()).json();
      page.get("users").forEach(user -> found.add(user.get("user").asString()));
    }
    assertThat(found).hasSize(5).isSorted();
    assertThat(admin.get("/api/v1/users?q=100%25").json().get("users").isEmpty()).isTrue();
    assertThat(admin.get("/api/v1/users?limit=0").status()).isEqualTo(400);
  }

  @Test
  void quotasAreObeyed() {
    String user = "sip:alice@example.org";
    admin.put(ROOT + user, "{\"quotas\": {\"documents\": 0, \"groups\": 0}}");
    String lists = "resource-lists/users/" + user + "/index";
    String body = "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>";
    assertThat(alice.put(lists, "application/resource-lists+xml", body).status()).isEqualTo(409);
    admin.put(ROOT + user, "{}");
    assertThat(alice.put(lists, "application/resource-lists+xml", body).status()).isEqualTo(201);
    admin.delete(ROOT + user);
  }

  @Test
  void whatNoUserMayBeIsRefused() {
    String user = ROOT + "sip:odd@example.org";
    assertThat(admin.put(ROOT + "odd", "{}").status()).isEqualTo(400);
    assertThat(admin.put(user, "{\"user\": \"sip:even@example.org\"}").status()).isEqualTo(400);
    assertThat(admin.put(user, "{\"blockList\": [null]}").status()).isEqualTo(400);
    assertThat(admin.put(user, "{\"quotas\": {\"groups\": -1}}").status()).isEqualTo(400);
    assertThat(admin.put(user, "{\"aliases\": [\"sip:odd@example.org\"]}").status()).isEqualTo(409);
    assertThat(admin.delete(user).status()).isEqualTo(404);
    assertThat(admin.getAsNobody(user).status()).isEqualTo(401);
    assertThat(TestBroker.policies("sip:odd@example.org")).isEmpty();
  }

  @Test
  void rulesOfTheReleaseBeforeArePublishedAtStart() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(TestBroker.policies(OLD)).isNotEmpty());
    assertThat(last(OLD).rules()).hasSize(1);
    assertThat(admin.get(ROOT + OLD + "/policy").text()).isEqualTo(TEXT);
  }

  @Test
  void everythingIsPublishedOnceMoreAsItIsStored() {
    String user = "sip:again@example.org";
    admin.put(ROOT + user, "{\"barred\": {\"incoming\": true}}");
    long version = TestBroker.policies(user).getLast().version();

    Answer answer = admin.post("/api/v1/documents/republish", "");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("user").asInt()).isPositive();
    assertThat(answer.json().has("group")).isTrue();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> admin.get("/api/v1/documents").json().at("/unsettled/user").asInt() == 0);
    UserPolicy again = TestBroker.policies(user).getLast();
    assertThat(again.version()).isGreaterThan(version);
    assertThat(again.definition()).isEqualTo(TestBroker.policies(user).getFirst().definition());
    assertThat(admin.get(ROOT + user).json().get("version").asLong()).isEqualTo(version);
  }

  @Test
  void healthAndMetricsSayHowManyAreStored() {
    admin.put(ROOT + "sip:counted@example.org", "{}");
    String stored = "/components/documents/details/stored/user";
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> admin.get("/actuator/health").json().at(stored).asInt(0) > 0);
    assertThat(admin.getAsNobody("/actuator/prometheus").text())
        .containsPattern("im_xdm_documents\\{kind=\"user\"[^}]*\\} [1-9]");
  }
}
