package org.parlour.xdm.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.contracts.xdm.DocumentsQuestion;
import org.parlour.contracts.xdm.XdmCommand;
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

/// Changes of documents outside of the own tree, as they are published to whoever asked. Each test
/// has users and groups of its own.
@SuppressWarnings("NullAway.Init")
class InterestsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String ROOT = "http://interests.example.org/xcap-root";
  private static final ImAddress SERVER = user("server");

  private static ConfigurableApplicationContext service;

  @BeforeAll
  static void start() {
    service =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.xdm.watch.interval=50ms",
                "--im.xdm.commands.group=interests-it",
                "--im.xdm.xcap.root=" + ROOT,
                "--im.xdm.xcap.servers=" + SERVER,
                "--im.xdm.xcap.passwords[olga@example.org]=olga",
                "--im.admin.password=for-this-test",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static int port() {
    return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static ImAddress user(String name) {
    return ImAddress.sip(name, "example.org");
  }

  /// Of groups of this test: others share the broker.
  private static String uri(String group) {
    return "sip:watched-" + group + "@im.example.org";
  }

  private static String path(String group) {
    return "org.openmobilealliance.groups/global/byGroupID/" + uri(group);
  }

  /// The administrator makes or changes a group.
  ///
  /// @return its ETag, without quotes
  private static String put(String group, String displayName, ImAddress... members) {
    String list =
        Arrays.stream(members)
            .map(member -> "{\"address\":\"" + member + "\"}")
            .collect(Collectors.joining(","));
    Answer answer =
        admin()
            .put(
                "/api/v1/groups/" + uri(group),
                "{\"displayName\":\"" + displayName + "\",\"members\":[" + list + "]}");
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
    return answer.header("ETag").replace("\"", "");
  }

  private static void delete(String group) {
    assertThat(admin().delete("/api/v1/groups/" + uri(group)).status()).isEqualTo(204);
  }

  private static RestClient admin() {
    return new RestClient(port(), "for-this-test");
  }

  private static DocumentsFound asks(ImAddress user, String... uris) {
    String id = user + "/" + String.join(",", uris);
    send(new DocumentsQuestion(id, user, List.of(uris)));
    return await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () ->
                TestBroker.commands(user.toString(), DocumentsFound.class).stream()
                    .filter(found -> found.question().equals(id) && found.root().equals(ROOT))
                    .toList(),
            answers -> !answers.isEmpty())
        .getFirst();
  }

  private static void send(XdmCommand command) {
    service
        .getBean(RecordPublisher.class)
        .publish(TopicCatalogue.XDM_COMMANDS, command.key(), command, null)
        .join();
  }

  private static List<DocumentChanged> changes(ImAddress user, String path) {
    return TestBroker.commands(user.toString(), DocumentChanged.class).stream()
        .filter(change -> change.path().equals(path))
        .toList();
  }

  /// Waits for so many changes, which is all there are.
  private static void assertTold(ImAddress user, String path, @Nullable String... etags) {
    List<DocumentChanged> told =
        await()
            .atMost(10, TimeUnit.SECONDS)
            .until(() -> changes(user, path), changes -> changes.size() >= etags.length);
    assertThat(told).extracting(DocumentChanged::etag).containsExactly(etags);
    assertThat(told).allMatch(DocumentChanged::asked);
    assertThat(told).extracting(DocumentChanged::version).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @Spec("RFC 5875")
  void aMemberIsToldOfWhatAnAdministratorDoesToAGroup() {
    DocumentsFound found = asks(user("mia"), path("choir"));
    assertThat(found.places()).containsExactly(path("choir"));
    assertThat(found.documents()).isEmpty();

    String made = put("choir", "Choir", user("mia"));
    assertTold(user("mia"), path("choir"), made);
    String changed = put("choir", "Large choir", user("mia"), user("max"));
    assertTold(user("mia"), path("choir"), made, changed);
    delete("choir");
    assertTold(user("mia"), path("choir"), made, changed, null);
  }

  @Test
  @Spec("RFC 5875")
  void whatIsThereStandsInTheAnswerWhereItMayBeRead() {
    String made = put("band", "Band", user("ben"));

    assertThat(asks(user("ben"), path("band")).documents())
        .containsExactly(new DocumentsFound.Document(path("band"), Long.parseLong(made), made));
    assertThat(asks(user("eve"), path("band")).documents()).isEmpty();
    assertThat(asks(SERVER, path("band")).documents()).hasSize(1);
  }

  @Test
  @Spec("RFC 5875")
  void whoIsNoMemberAnyMoreSeesTheDocumentGo() {
    asks(user("cid"), path("crew"));
    asks(user("cora"), path("crew"));
    String made = put("crew", "Crew", user("cid"), user("cora"));
    assertTold(user("cid"), path("crew"), made);

    String without = put("crew", "Crew", user("cora"));
    assertTold(user("cid"), path("crew"), made, null);
    String changed = put("crew", "Another crew", user("cora"));
    assertTold(user("cora"), path("crew"), made, without, changed);
    assertTold(user("cid"), path("crew"), made, null, null);
  }

  @Test
  @Spec("RFC 5875")
  void aStrangerIsToldOfNoDocumentUntilItIsAMember() {
    asks(user("sue"), path("club"));
    put("club", "Club", user("carl"));
    assertTold(user("sue"), path("club"), (String) null);
    delete("club");
    assertTold(user("sue"), path("club"), null, null);

    String joined = put("club", "Club", user("carl"), user("sue"));
    assertTold(user("sue"), path("club"), null, null, joined);
  }

  @Test
  @Spec("RFC 5875")
  void theOwnerMayWatchAGroupAsMembersSeeItToo() {
    XcapClient olga = new XcapClient(port(), "olga@example.org", "olga");
    asks(user("olga"), path("trio"));
    String tree = "org.openmobilealliance.groups/users/sip:olga@example.org/trio";
    String body =
        """
        <group xmlns="urn:oma:xml:poc:list-service">
          <list-service uri="%s"><list/></list-service></group>"""
            .formatted(uri("trio"));
    Answer made = olga.put(tree, "application/vnd.oma.poc.groups+xml", body);

    String etag = made.header("ETag").replace("\"", "");
    assertTold(user("olga"), path("trio"), etag);
    assertThat(changes(user("olga"), tree))
        .extracting(DocumentChanged::etag, DocumentChanged::asked)
        .containsExactly(tuple(etag, false));
  }

  @Test
  @Spec("RFC 5875")
  void anotherServerIsToldOfDocumentsOfUsersAndOfEveryGroup() {
    XcapClient olga = new XcapClient(port(), "olga@example.org", "olga");
    String rules = "org.openmobilealliance.im-rules/users/sip:olga@example.org/im-rules";
    assertThat(asks(SERVER, rules, path("quiz")).places()).containsExactly(rules, path("quiz"));
    assertThat(asks(user("eve"), rules).places()).isEmpty();

    Answer written =
        olga.put(
            rules,
            "application/auth-policy+xml",
            "<ruleset xmlns='urn:ietf:params:xml:ns:common-policy'/>");
    String quiz = put("quiz", "Quiz");
    assertTold(SERVER, path("quiz"), quiz);
    assertThat(olga.delete(rules).status()).isEqualTo(200);

    assertTold(SERVER, rules, written.header("ETag").replace("\"", ""), null);
    assertThat(changes(user("eve"), rules)).isEmpty();
  }

  @Test
  void whatIsForgottenIsToldNoMore() {
    asks(user("flo"), path("flat"));
    asks(user("fay"), path("flat"));
    String made = put("flat", "Flat", user("flo"), user("fay"));
    assertTold(user("flo"), path("flat"), made);

    send(new DocumentForgotten(user("flo"), path("flat")));
    await().atMost(10, TimeUnit.SECONDS).until(() -> count(user("flo")) == 0);
    String changed = put("flat", "Large flat", user("flo"), user("fay"));

    assertTold(user("fay"), path("flat"), made, changed);
    assertTold(user("flo"), path("flat"), made);
  }

  @Test
  void whatIsAskedForOutlivesARestart() {
    asks(user("rob"), path("rest"));
    stop();
    start();
    String made = put("rest", "Rest", user("rob"));

    assertTold(user("rob"), path("rest"), made);
  }

  @Test
  void whoAsksAboutTooMuchIsToldOfTheNewest() {
    DocumentQuestions questions = service.getBean(DocumentQuestions.class);
    questions.asked(new DocumentsQuestion("few", user("guy"), List.of(path("first"))));
    List<String> many = IntStream.range(0, 5_000).mapToObj(n -> path("g" + n)).toList();
    questions.asked(new DocumentsQuestion("many", user("guy"), many));

    assertThat(count(user("guy"))).isEqualTo(5_000);
    put("first", "First", user("guy"));
    put("g4999", "Last", user("guy"));
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> !changes(user("guy"), path("g4999")).isEmpty());
    assertThat(changes(user("guy"), path("first"))).isEmpty();
  }

  private static int count(ImAddress watcher) {
    Integer count =
        new JdbcTemplate(DATABASE.dataSource())
            .queryForObject(
                "select count(*) from xdm.document_interest where watcher = ?",
                Integer.class,
                watcher.toString());
    return count == null ? 0 : count;
  }
}
