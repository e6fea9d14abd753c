package org.parlour.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.ServiceRunner;
import org.parlour.support.messaging.RecordPublisher;
import org.parlour.xdm.console.Forms;
import org.parlour.xdm.document.DocumentPublisher;
import org.parlour.xdm.support.Relay;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.Samples;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.support.XcapClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The service in front of another one like it, which keeps groups and rules.
@SuppressWarnings("NullAway.Init")
class UpstreamIT {
  private static final String PASSWORD = "for-this-test";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STALE = Duration.ofSeconds(6);
  private static final String GROUPS = "/api/v1/groups/";
  private static final String USERS = "/api/v1/users/";
  private static final String RULES = "application/auth-policy+xml";
  private static final String RULES_TEXT =
      """
      <ruleset xmlns="urn:ietf:params:xml:ns:common-policy" xmlns:im="urn:oma:xml:im:im-rules">
        <rule id="%s"><conditions/>
          <actions><im:allow-session>pass</im:allow-session></actions></rule>
      </ruleset>
      """;

  private static ConfigurableApplicationContext upstream;
  private static ConfigurableApplicationContext service;
  private static Relay way;
  private static RestClient there;
  private static RestClient here;
  private static RecordPublisher publisher;

  /// Both share a broker: what the one there says is for no sessions.
  @Configuration(proxyBeanMethods = false)
  static class Silence {
    @Bean
    @Primary
    DocumentPublisher silence() {
      return (_, _) -> CompletableFuture.completedFuture(null);
    }
  }

  @BeforeAll
  static void start() {
    upstream =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .sources(Silence.class)
            .run(
                arguments(
                    "there",
                    "--im.xdm.xcap.passwords[im-server@example.org]=s:\"ecret",
                    "--im.xdm.xcap.servers=sip:im-server@example.org"));
    way = new Relay(port(upstream));
    service =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .run(
                arguments(
                    "here",
                    "--im.xdm.demo-groups=true",
                    "--im.xdm.upstream.uri=http://127.0.0.1:" + way.port() + "/xcap-root",
                    "--im.xdm.upstream.user=im-server@example.org",
                    "--im.xdm.upstream.password=s:\"ecret",
                    "--im.xdm.upstream.freshness=300ms",
                    "--im.xdm.upstream.stale=" + STALE.toMillis() + "ms",
                    "--im.xdm.upstream.negative=200ms",
                    "--im.xdm.upstream.first-pause=50ms",
                    "--im.xdm.upstream.longest-pause=500ms"));
    there = new RestClient(port(upstream), PASSWORD);
    here = new RestClient(port(service), PASSWORD);
    publisher = new RecordPublisher(TestBroker.clients().producer("test"));
  }

  private static String[] arguments(String group, String... more) {
    TestDatabase database = TestDatabase.create();
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.xdm.commands.group=upstream-it-" + group,
                "--im.xdm.xcap.passwords[alice@example.org]=alice",
                "--im.xdm.xcap.passwords[bob@example.org]=bob",
                "--im.admin.password=" + PASSWORD,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static int port(ConfigurableApplicationContext context) {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  @AfterAll
  static void stop() {
    publisher.close();
    service.close();
    way.close();
    upstream.close();
  }

  /// Of groups of this test: others share the broker.
  private static String uri(String name) {
    return "sip:up-" + name + "@im.example.org";
  }

  private static void write(String group, String displayName) {
    Answer written =
        there.put(
            GROUPS + uri(group),
            "{\"displayName\": \""
                + displayName
                + "\", \"members\":"
                + " [{\"address\": \"sip:alice@example.org\"}]}");
    assertThat(written.status()).as(written.text()).isLessThan(300);
  }

  private static void ask(UpstreamQuestion question) {
    publisher.publish(TopicCatalogue.XDM_COMMANDS, question.key(), question, null).join();
  }

  private static void askForGroup(String group) {
    ask(new UpstreamQuestion.ResolveGroup(Instant.now(), ImAddress.parse(uri(group))));
  }

  private static void awaitPublished(String group, String displayName) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              GroupDocument last = TestBroker.published(uri(group)).getLast();
              assertThat(Objects.requireNonNull(last.definition()).displayName())
                  .isEqualTo(displayName);
            });
  }

  private static XcapClient client(ConfigurableApplicationContext context, String user) {
    return new XcapClient(port(context), user + "@example.org", user);
  }

  private static String rulesOf(String user) {
    return "org.openmobilealliance.im-rules/users/sip:" + user + "@example.org/im-rules";
  }

  private static String health() {
    return here.get("/actuator/health")
        .json()
        .get("components")
        .get("upstream")
        .get("status")
        .asString();
  }

  @Test
  void aGroupThatSessionsAskForComesAndFollowsWhatIsChangedThere() {
    write("crew", "one");
    askForGroup("crew");
    awaitPublished("crew", "one");
    write("crew", "two");
    awaitPublished("crew", "two");
    there.delete(GROUPS + uri("crew"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(TestBroker.published(uri("crew")).getLast().definition()).isNull());

    List<GroupDocument> published = TestBroker.published(uri("crew"));
    assertThat(published).hasSize(3).extracting(GroupDocument::version).isSorted();
    assertThat(here.get(GROUPS + uri("crew")).status()).isEqualTo(404);
  }

  @Test
  void thatThereIsNoSuchGroupIsSaidToo() {
    askForGroup("nobody");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(TestBroker.published(uri("nobody")))
                    .singleElement()
                    .satisfies(said -> assertThat(said.definition()).isNull())
                    .satisfies(said -> assertThat(said.version()).isZero()));
  }

  @Test
  void whoAsksForWhatIsHereIsToldOnceMore() {
    write("known", "known");
    askForGroup("known");
    awaitPublished("known", "known");
    askForGroup("known");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(TestBroker.published(uri("known"))).hasSizeGreaterThan(1));
    List<GroupDocument> published = TestBroker.published(uri("known"));
    assertThat(published.getLast().definition()).isEqualTo(published.getFirst().definition());
    assertThat(published.getLast().version()).isGreaterThan(published.getFirst().version());
  }

  @Test
  @Spec("RFC 4825 §7.1")
  void aGroupOfTheUpstreamIsReadHereAndChangedThere() {
    write("reading", "read me");
    String path = GROUPS + uri("reading");
    Answer read = here.get(path);
    assertThat(read.json().get("displayName").asString()).isEqualTo("read me");
    assertThat(here.get(path, "If-None-Match", read.header("ETag")).status()).isEqualTo(304);
    String view = Samples.GROUPS + "global/byGroupID/" + uri("reading");
    assertThat(client(service, "alice").get(view).text())
        .isEqualTo(client(upstream, "alice").get(view).text());
    assertThat(client(service, "bob").get(view).status()).isEqualTo(404);

    for (Answer refused :
        List.of(
            here.put(path, "{}"),
            here.delete(path),
            here.patch(path, "{\"displayName\": \"mine\"}"),
            here.put(GROUPS + uri("new"), "{}"),
            here.put(
                path + "/document", Samples.group("up-reading"), "Content-Type", Samples.GROUP))) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().get("code").asString()).isEqualTo("read-only");
    }
    Answer put =
        client(service, "alice")
            .put(
                Samples.GROUPS + "users/sip:alice@example.org/mine",
                Samples.GROUP,
                Samples.group("mine"));
    assertThat(put.status()).as(put.text()).isEqualTo(405);
    assertThat(put.header("Allow")).isEqualTo("GET, HEAD");
    Forms forms = new Forms(port(service), PASSWORD);
    String page = "/console/groups/" + uri("reading") + "/document";
    HttpResponse<String> refused =
        forms.submit(forms.open(page), page, "text", client(upstream, "alice").get(view).text());
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("is another server&#39;s (expected: a change there)");
    assertThat(TestBroker.published(uri("reading"))).hasSize(1);
  }

  @Test
  void theRulesOfAUserComeToo() {
    XcapClient alice = client(upstream, "alice");
    String path = rulesOf("alice");
    alice.put(path, RULES, RULES_TEXT.formatted("one"));
    ask(new UpstreamQuestion.ResolveUser(Instant.now(), ImAddress.parse("sip:alice@example.org")));
    awaitRule("one");
    assertThat(
            here.put(USERS + "sip:alice@example.org", "{\"barred\": {\"incoming\": true}}")
                .status())
        .isEqualTo(200);
    alice.put(path, RULES, RULES_TEXT.formatted("two"));
    UserPolicy.Definition last = awaitRule("two");

    assertThat(last.barredIncoming()).isTrue();
    XcapClient aliceHere = client(service, "alice");
    assertThat(aliceHere.get(path).text()).isEqualTo(RULES_TEXT.formatted("two"));
    assertThat(aliceHere.put(path, RULES, RULES_TEXT.formatted("three")).status()).isEqualTo(405);
    assertThat(aliceHere.delete(path).status()).isEqualTo(405);
    assertThat(here.put(USERS + "sip:alice@example.org", "{\"allowSession\": false}").status())
        .isEqualTo(409);
    barredOnItsPage();
    assertThat(client(service, "bob").get(rulesOf("bob")).status()).isEqualTo(404);
  }

  /// What the upstream does not keep is changed here all the same.
  private static void barredOnItsPage() {
    Forms forms = new Forms(port(service), PASSWORD);
    String page = "/console/users/sip:alice@example.org";
    assertThat(forms.open(page).body()).contains("Another server keeps the rules of this user");
    HttpResponse<String> form = forms.open(page + "/edit");
    assertThat(form.body()).contains("Another server keeps the rules of this user");
    HttpResponse<String> refused = forms.submit(form, page, "barredOutgoing", "true");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("are another server&#39;s (expected: a change there)");
    assertThat(forms.submit(refused, page, "barredOutgoing", "true", "allowSession", "true").body())
        .contains("The user was saved", "barred: every request");
  }

  private static UserPolicy.Definition awaitRule(String id) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Objects.requireNonNull(
                                TestBroker.policies("sip:alice@example.org").getLast().definition())
                            .rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.id()).isEqualTo(id)));
    return Objects.requireNonNull(
        TestBroker.policies("sip:alice@example.org").getLast().definition());
  }

  @Test
  void whileTheUpstreamIsAwayWhatIsHereIsServedForSoLongAndThenNotAnyMore() {
    write("steady", "before");
    String path = GROUPS + uri("steady");
    assertThat(here.get(path).status()).isEqualTo(200);
    way.cut();
    try {
      Instant cut = Instant.now();
      assertThat(here.get(path).json().get("displayName").asString()).isEqualTo("before");
      await().atMost(PATIENCE).until(() -> health().equals("DOWN"));
      Answer unknown = here.get(GROUPS + uri("unheard"));
      assertThat(unknown.status()).isEqualTo(503);
      assertThat(unknown.json().get("code").asString()).isEqualTo("unreachable");
      assertThat(unknown.header("Retry-After")).isNotEmpty();

      await().atMost(PATIENCE).until(() -> here.get(path).status() == 503);
      assertThat(Instant.now()).isAfter(cut.plus(STALE).minusSeconds(1));
      assertThat(
              client(service, "alice")
                  .get(Samples.GROUPS + "global/byGroupID/" + uri("steady"))
                  .status())
          .isEqualTo(503);
      assertThat(TestBroker.published(uri("steady"))).hasSize(1);
    } finally {
      way.mend();
    }
    write("steady", "after");
    awaitPublished("steady", "after");
    await().atMost(PATIENCE).until(() -> here.get(path).status() == 200);
    await().atMost(PATIENCE).until(() -> health().equals("UP"));
  }
}
