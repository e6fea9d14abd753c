package org.parlour.xdm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.XcapClient.ATTRIBUTE;
import static org.parlour.xdm.support.XcapClient.ELEMENT;

import java.net.Socket;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.Spec;
import org.parlour.support.ServiceRunner;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.TestBroker;
import org.parlour.xdm.support.TestDatabase;
import org.parlour.xdm.support.XcapClient;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// XCAP from end to end: HTTP, logins, a real database.
@SuppressWarnings("NullAway.Init")
class XcapIT {
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final String LISTS = "application/resource-lists+xml";
  private static final String RULES = "application/auth-policy+xml";
  private static final String TREE = "resource-lists/users/sip:alice@example.org/";
  private static final String TEXT =
      """
      <?xml version='1.0' encoding="UTF-8"?>
      <!-- é -->
      <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists">
        <list name="friends" >
          <entry uri="sip:bob@example.org"/>
        </list>
      </resource-lists>
      """;

  private static ConfigurableApplicationContext service;
  private static int port;
  private static XcapClient alice;
  private static XcapClient bob;
  private static XcapClient eve;
  private static RestClient admin;

  @BeforeAll
  static void start() {
    service =
        ServiceRunner.builder("xdm-adapter", XdmApplication.class)
            .run(
                "--server.port=0",
                "--im.kafka.bootstrap-servers=" + TestBroker.address(),
                "--im.kafka.small-topics=true",
                "--im.xdm.xcap.test-app=true",
                "--im.xdm.xcap.max-bytes=100000",
                "--im.xdm.xcap.max-documents=30",
                "--im.xdm.xcap.passwords[alice@example.org]=alice",
                "--im.xdm.xcap.passwords[bob@example.org]=bob:s",
                "--im.xdm.xcap.passwords[eve@example.net]=eve",
                "--im.admin.password=for-this-test",
                "--spring.datasource.url=" + DATABASE.url(),
                "--spring.datasource.username=" + DATABASE.user(),
                "--spring.datasource.password=" + DATABASE.password());
    port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    alice = new XcapClient(port, "alice@example.org", "alice");
    bob = new XcapClient(port, "sip:bob@example.org", "bob:s");
    eve = new XcapClient(port, "eve@example.net", "eve");
    admin = new RestClient(port, "for-this-test");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  @Spec({"RFC 4825 §7.1", "RFC 4825 §7.2", "RFC 4825 §8.2.1"})
  void aDocumentLivesOctetByOctet() {
    String path = TREE + "life";
    assertThat(alice.get(path).status()).isEqualTo(404);
    Answer created = alice.put(path, LISTS + "; charset=utf-8", TEXT);
    assertThat(created.status()).isEqualTo(201);
    Answer read = alice.get("resource-lists/users/alice%40example.org/life");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo(TEXT);
    assertThat(read.header("Content-Type")).isEqualTo(LISTS);
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).matches("\"\\d+\"");
    Answer replaced = alice.put(path, LISTS, TEXT);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("ETag")).isNotEqualTo(created.header("ETag"));
    assertThat(alice.delete(path).status()).isEqualTo(200);
    assertThat(alice.get(path).status()).isEqualTo(404);
    assertThat(alice.delete(path).status()).isEqualTo(404);
  }

  @Test
  @Spec({"RFC 4825 §7.3", "RFC 4825 §7.4", "RFC 4825 §7.5", "RFC 4825 §7.11"})
  void partsArePutReadAndDeleted() {
    String path = TREE + "parts";
    String first = alice.put(path, LISTS, TEXT).header("ETag");
    String carol =
        path
            + "/~~/resource-lists/list%5B@name=%22friends%22%5D"
            + "/entry%5B@uri=%22sip:carol@example.org%22%5D";
    String entry = "<entry uri=\"sip:carol@example.org\"/>";

    Answer put = alice.put(carol, ELEMENT, entry, "If-Match", first);
    assertThat(put.status()).isEqualTo(201);
    assertThat(alice.get(path).text())
        .isEqualTo(TEXT.replace("bob@example.org\"/>", "bob@example.org\"/>" + entry));
    Answer got = alice.get(carol);
    assertThat(got.text()).isEqualTo(entry);
    assertThat(got.header("Content-Type")).isEqualTo(ELEMENT);
    assertThat(got.header("ETag")).isEqualTo(put.header("ETag"));
    assertThat(alice.put(carol, ELEMENT, entry).status()).isEqualTo(200);

    String name = path + "/~~/resource-lists/*%5b1%5d/@name";
    assertThat(alice.get(name).text()).isEqualTo("friends");
    assertThat(alice.get(name).header("Content-Type")).isEqualTo(ATTRIBUTE);
    assertThat(alice.put(name, ATTRIBUTE, "pals").status()).isEqualTo(200);
    assertThat(alice.get(path).text()).contains("<list name=\"pals\" >");
    assertThat(
            alice
                .get(
                    path
                        + "/~~/r:resource-lists/namespace::*?xmlns(r=urn:ietf:params:xml:ns:resource-lists)")
                .text())
        .isEqualTo("<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"/>");

    String second = path + "/~~/resource-lists/list/entry%5B2%5D";
    assertThat(alice.delete(second).status()).isEqualTo(200);
    assertThat(alice.get(path).text()).isEqualTo(TEXT.replace("friends", "pals"));
    assertThat(alice.delete(second).status()).isEqualTo(404);
  }

  @Test
  @Spec("RFC 4825 §7.11")
  void conditionsHold() {
    String path = TREE + "conditions";
    assertThat(alice.put(path, LISTS, TEXT, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(alice.put(path, LISTS, TEXT, "If-None-Match", "*").status()).isEqualTo(201);
    assertThat(alice.put(path, LISTS, TEXT, "If-None-Match", "*").status()).isEqualTo(412);
    String etag = alice.get(path).header("ETag");
    assertThat(alice.get(path, "If-None-Match", etag).status()).isEqualTo(304);
    assertThat(alice.get(path, "If-None-Match", "\"1\"").status()).isEqualTo(200);
    assertThat(alice.get(path, "If-Match", "\"1\"").status()).isEqualTo(412);
    assertThat(alice.put(path, LISTS, TEXT, "If-None-Match", etag).status()).isEqualTo(412);
    assertThat(alice.put(path, LISTS, TEXT, "If-Match", etag).status()).isEqualTo(200);
    assertThat(alice.delete(path, "If-Match", etag).status()).isEqualTo(412);
    assertThat(alice.delete(path, "If-Match", "*").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @Spec("RFC 4825 §11.1")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not-well-formed         | <resource-lists>
          not-well-formed         | <!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>
          schema-validation-error | <others/>
          schema-validation-error | <resource-lists/>
          schema-validation-error | <ruleset xmlns="urn:ietf:params:xml:ns:common-policy"/>
          schema-validation-error | <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list odd="1"/></resource-lists>
          schema-validation-error | <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list><entry/></list></resource-lists>
          uniqueness-failure      | <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list name="a"/><list name="a"/></resource-lists>
          """)
  void whatCannotBeADocumentIsAConflict(String element, String body) {
    assertConflict(element, alice.put(TREE + "conflict", LISTS, body));
    assertThat(alice.get(TREE + "conflict").status()).isEqualTo(404);
  }

  @Test
  @Spec("RFC 4825 §11.1")
  void everyOtherConflictHasItsElement() {
    String path = TREE + "conflicts";
    assertConflict("no-parent", alice.put(path + "/~~/resource-lists/list", ELEMENT, "<list/>"));
    assertConflict("not-utf-8", alice.put(path, LISTS, TEXT.getBytes(ISO_8859_1)));
    alice.put(path, LISTS, TEXT);
    String list = path + "/~~/resource-lists/list%5b1%5d";
    assertConflict("not-xml-frag", alice.put(list, ELEMENT, "<list>"));
    assertConflict("not-xml-att-value", alice.put(list + "/@name", ATTRIBUTE, "<"));
    assertConflict("cannot-insert", alice.put(list + "/entry%5b9%5d", ELEMENT, "<entry/>"));
    assertConflict("schema-validation-error", alice.put(list + "/@odd", ATTRIBUTE, "1"));
    assertConflict("cannot-delete", alice.delete(path + "/~~/resource-lists"));
    Answer orphan = alice.put(path + "/~~/resource-lists/list%5b2%5d/entry", ELEMENT, "<entry/>");
    assertConflict("no-parent", orphan);
    assertThat(orphan.text())
        .contains("<ancestor>" + alice.root() + path + "/~~/resource-lists</ancestor>");
    assertThat(alice.get(path).text()).isEqualTo(TEXT);
  }

  @Test
  void aTreeHoldsSoManyDocuments() {
    String tree = "test-app/users/sip:bob@example.org/";
    for (int i = 0; i < 30; i++) {
      assertThat(bob.put(tree + i, "application/test-app+xml", "<a/>").status()).isEqualTo(201);
    }
    assertConflict("constraint-failure", bob.put(tree + "x", "application/test-app+xml", "<a/>"));
    assertThat(bob.put(tree + "1", "application/test-app+xml", "<a/>").status()).isEqualTo(200);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThat(alice.put(TREE + "x", "text/plain", TEXT).status()).isEqualTo(415);
    assertThat(alice.put(TREE + "x", LISTS, TEXT, "Content-Encoding", "gzip").status())
        .isEqualTo(415);
    assertThat(alice.put(TREE + "x", LISTS, new byte[100_001]).status()).isEqualTo(413);
    alice.put(TREE + "odd", LISTS, TEXT);
    assertThat(alice.put(TREE + "odd/~~/resource-lists", LISTS, TEXT).status()).isEqualTo(415);
    Answer namespaces =
        alice.put(TREE + "odd/~~/resource-lists/namespace::*", "application/xcap-ns+xml", "<a/>");
    assertThat(namespaces.status()).isEqualTo(405);
    assertThat(namespaces.header("Allow")).isEqualTo("GET, HEAD");
    Answer post = alice.send("POST", TREE + "odd", TEXT.getBytes(UTF_8));
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).isEqualTo("GET, HEAD, PUT, DELETE");
    assertThat(alice.delete("xcap-caps/global/index").status()).isEqualTo(405);
    assertThat(alice.put("resource-lists/global/index", LISTS, TEXT).status()).isEqualTo(403);
  }

  @Test
  void onlyTheServerWritesHistoryAndTheUserReadsAndDeletesIt() {
    String path = "org.openmobilealliance.conv-history/users/sip:alice@example.org/conv-history";
    String type = "application/vnd.oma.im.history-list+xml";
    assertThat(alice.get(path).status()).isEqualTo(404);
    assertThat(
            alice.put(path, type, "<history-list xmlns=\"urn:oma:xml:im:history-list\"/>").status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "xxx",
        "unknown/users/sip:alice@example.org/index",
        "resource-lists/users",
        "resource-lists/users/sip:alice@example.org/",
        "resource-lists/user/sip:alice@example.org/index",
        "resource-lists/global/index",
        "xcap-caps/global/other",
        "org.openmobilealliance.xcap-directory/users/sip:alice@example.org/other"
      })
  void whatIsNowhereIsNotFound(String path) {
    assertThat(alice.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index/~~/resource-lists/list%5b%5d",
        "index/~~/",
        "index/~~/p:a",
        "index/~~/a?xmlns(p",
        "index~~/a",
        "%00",
        "%c0%af",
        "a%2fb",
        "%2e%2e"
      })
  void whatIsNoXcapUriIsRefused(String rest) {
    assertThat(alice.get(TREE + rest).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../api/v1/groups",
        "%2e%2e/api/v1/groups",
        "x/..;/../api/v1/groups",
        "..%2fapi/v1/groups",
        "../xcap-root/../actuator/env"
      })
  void noPathLeadsOutOfTheTrees(String path) {
    assertThat(alice.get(path).status()).isIn(400, 401, 403, 404);
  }

  @Test
  void aValueMayHoldWhatPathsMustNot() {
    String path = "test-app/users/sip:alice@example.org/odd";
    alice.put(path, "application/test-app+xml", "<a xmlns='test-app'><b c='x;/%y\\&quot;'/></a>");
    assertThat(alice.get(path + "/~~/a/b%5b@c=%22x;%2f%25y%5c&quot;%22%5d").status())
        .isEqualTo(200);
  }

  @Test
  @Spec("RFC 4825 §8.1")
  void aUserReachesTheOwnTreeOnly() {
    alice.put(TREE + "mine", LISTS, TEXT);

    assertThat(bob.get(TREE + "mine").status()).isEqualTo(403);
    assertThat(bob.put(TREE + "mine", LISTS, TEXT).status()).isEqualTo(403);
    assertThat(bob.delete(TREE + "mine").status()).isEqualTo(403);
    assertThat(bob.get("resource-lists/users/alice@example.org:5060/mine").status()).isEqualTo(403);
    Answer nobody = alice.plain("GET", TREE + "mine");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.response().headers().allValues("WWW-Authenticate"))
        .hasSize(3)
        .last()
        .asString()
        .startsWith("Basic realm=\"example.org\"");
    assertThat(new XcapClient(port, "alice@example.org", "bob").get(TREE + "mine").status())
        .isEqualTo(401);
    assertThat(
            alice
                .plain(
                    "GET", TREE + "mine", "X-3GPP-Asserted-Identity", "\"sip:alice@example.org\"")
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @Spec({"RFC 7616 §3.4", "RFC 4825 §14"})
  @ValueSource(strings = {"MD5", "SHA-256"})
  void aUserLogsInByDigest(String algorithm) throws Exception {
    alice.put(TREE + "digest", LISTS, TEXT);
    String challenge =
        alice
            .plain("GET", TREE + "digest")
            .response()
            .headers()
            .allValues("WWW-Authenticate")
            .stream()
            .filter(header -> header.contains("algorithm=" + algorithm + ","))
            .findFirst()
            .orElseThrow();
    String nonce = challenge.replaceAll(".*nonce=\"([^\"]*)\".*", "$1");
    String uri = "/xcap-root/" + TREE + "digest";
    String secret = hash(algorithm, "alice:example.org:alice");
    String asked = hash(algorithm, "GET:" + uri);
    String response = hash(algorithm, secret + ":" + nonce + ":00000001:abc:auth:" + asked);
    String credentials =
        ("Digest username=\"alice\", realm=\"example.org\", nonce=\"%s\", uri=\"%s\","
                + " algorithm=%s, qop=auth, nc=00000001, cnonce=\"abc\", response=\"%s\"")
            .formatted(nonce, uri, algorithm, response);

    assertThat(alice.plain("GET", TREE + "digest", "Authorization", credentials).status())
        .isEqualTo(200);
    for (String wrong :
        List.of(
            credentials.replace("abc", "abd"),
            credentials.replace("digest\"", "other\""),
            credentials.replace("nonce=\"", "nonce=\"0"),
            credentials.replace("=\"alice\"", "=\"bob\""))) {
      assertThat(alice.plain("GET", TREE + "digest", "Authorization", wrong).status())
          .isEqualTo(401);
    }
  }

  @Test
  @Spec("RFC 4825 §12")
  void theServerSaysWhatItServes() {
    Answer capabilities = alice.plain("GET", "xcap-caps/global/index");

    assertThat(capabilities.status()).isEqualTo(200);
    assertThat(capabilities.header("Content-Type")).isEqualTo("application/xcap-caps+xml");
    assertThat(capabilities.text())
        .contains("<auid>resource-lists</auid>")
        .contains("<auid>org.openmobilealliance.im-rules</auid>")
        .contains("<namespace>urn:oma:xml:im:history-list</namespace>");
  }

  @Test
  @Spec("REFS-1")
  void aUserSeesWhatThereIsInTheTree() {
    String rules = "org.openmobilealliance.im-rules/users/sip:alice@example.org/im-rules";
    String etag =
        alice
            .put(rules, RULES, "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"/>")
            .header("ETag");

    Answer directory =
        alice.get(
            "org.openmobilealliance.xcap-directory/users/sip:alice@example.org/directory.xml");

    assertThat(directory.header("Content-Type"))
        .isEqualTo("application/vnd.oma.xcap-directory+xml");
    assertThat(directory.text())
        .contains("<folder auid=\"org.openmobilealliance.im-rules\">")
        .contains(
            "<entry uri=\"" + alice.root() + rules + "\" etag=\"" + etag.replace("\"", "&quot;"));
  }

  private static final String GROUPS = "org.openmobilealliance.groups/";
  private static final String GROUP = "application/vnd.oma.poc.groups+xml";

  private static String group(String user) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <group xmlns="urn:oma:xml:poc:list-service" xmlns:rl='urn:ietf:params:xml:ns:resource-lists'>
          <list-service  uri="sip:%s@im.example.org">
            <list><!-- us -->
              <entry uri="sip:alice@example.org"/>
              <entry uri="sip:bob@example.org"><rl:display-name>Bobby</rl:display-name></entry>
            </list>
            <invite-members>true</invite-members>
          </list-service>
        </group>
        """
        .formatted(user);
  }

  @Test
  @Spec({"REFS-1", "7.2.2.2-2"})
  void aGroupIsOneDocumentForXcapAndRestAndIsPublished() {
    String path = GROUPS + "users/sip:alice@example.org/band";
    String rest = "/api/v1/groups/sip:band@im.example.org";
    Answer created = alice.put(path, GROUP, group("band"));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    Answer read = admin.get(rest);
    assertThat(read.header("ETag")).isEqualTo(created.header("ETag"));
    assertThat(read.json().get("members").get(1).get("nickname").asString()).isEqualTo("Bobby");

    Answer changed =
        admin.put(
            rest,
            """
            {"displayName": "Crew", "inviteMembers": true,
             "members": [{"address": "sip:alice@example.org"},
                         {"address": "sip:bob@example.org", "nickname": "Rob"}]}""",
            "If-Match",
            created.header("ETag"));
    assertThat(changed.status()).isEqualTo(200);
    Answer document = alice.get(path);
    assertThat(document.header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(document.text())
        .isEqualTo(
            group("band")
                .replace("Bobby", "Rob")
                .replace(
                    "im.example.org\">\n",
                    "im.example.org\">\n    <display-name>Crew</display-name>\n"));

    String carol = path + "/~~/group/list-service/list/entry%5B@uri=%22sip:carol@example.org%22%5D";
    assertThat(alice.put(carol, ELEMENT, "<entry uri=\"sip:carol@example.org\"/>").status())
        .isEqualTo(201);
    assertThat(admin.get(rest).json().get("members").size()).isEqualTo(3);
    assertThat(alice.delete(path).status()).isEqualTo(200);
    assertThat(admin.get(rest).status()).isEqualTo(404);

    List<GroupDocument> published = TestBroker.published("sip:band@im.example.org");
    assertThat(published).isSortedAccordingTo(Comparator.comparingLong(GroupDocument::version));
    assertThat(published)
        .extracting(GroupDocument::definition)
        .extracting(definition -> definition == null ? -1 : definition.members().size())
        .containsExactly(2, 2, 3, -1);
  }

  @Test
  @Spec("RFC 4825 §11.1")
  void theIdentityOfAGroupIsUniqueAndStays() {
    String path = GROUPS + "users/sip:alice@example.org/one";
    assertThat(alice.put(path, GROUP, group("one")).status()).isEqualTo(201);

    Answer taken = bob.put(GROUPS + "users/sip:bob@example.org/mine", GROUP, group("one"));
    assertConflict("uniqueness-failure", taken);
    assertThat(taken.text())
        .contains("<exists field=\"group/list-service/@uri\">")
        .contains("<alt-value>sip:one-2@im.example.org</alt-value>");
    assertConflict("constraint-failure", alice.put(path, GROUP, group("two")));
    assertConflict(
        "constraint-failure",
        alice.put(path + "/~~/group/list-service/@uri", ATTRIBUTE, "sip:two@im.example.org"));
    assertConflict(
        "constraint-failure",
        alice.put(GROUPS + "users/sip:alice@example.org/s", GROUP, group("s-secret")));
    assertConflict(
        "schema-validation-error",
        alice.put(path + "/~~/group/list-service/invite-members", ELEMENT, "<invite-members/>"));
    assertThat(alice.get(path).text()).isEqualTo(group("one"));
    assertThat(TestBroker.published("sip:one@im.example.org")).hasSize(1);
  }

  @Test
  @Spec("8.3.2.1-5b")
  void membersSeeAGroupInTheGlobalTree() {
    alice.put(GROUPS + "users/sip:alice@example.org/view", GROUP, group("view"));
    String view = GROUPS + "global/byGroupID/sip:view@im.example.org";

    assertThat(bob.get(view).text()).isEqualTo(group("view"));
    assertThat(bob.get(view + "/~~/group/list-service/invite-members").text())
        .isEqualTo("<invite-members>true</invite-members>");
    assertThat(bob.put(view, GROUP, group("view")).status()).isEqualTo(403);
    assertThat(bob.delete(view).status()).isEqualTo(403);
    assertThat(eve.get(view).status()).isEqualTo(404);
    assertThat(bob.get(GROUPS + "users/sip:alice@example.org/view").status()).isEqualTo(403);
    assertThat(
            alice
                .get(
                    "org.openmobilealliance.xcap-directory/users/sip:alice@example.org/"
                        + "directory.xml")
                .text())
        .contains("/sip:alice@example.org/view\"");
  }

  @Test
  void halfABodyChangesNothing() throws Exception {
    alice.put(TREE + "half", LISTS, TEXT);
    String head =
        "PUT /xcap-root/"
            + TREE
            + "half HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWxpY2U6YWxpY2U="
            + "\r\nContent-Type: "
            + LISTS
            + "\r\nContent-Length: 1000\r\n\r\n<resource-lists ";
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.shutdownOutput();
      socket.setSoTimeout(5000);
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).doesNotStartWith("HTTP/1.1 2");
    }
    assertThat(alice.get(TREE + "half").text()).isEqualTo(TEXT);
  }

  @Test
  void everyChangeIsAudited() {
    String path = GROUPS + "users/sip:alice@example.org/audited";
    String rest = "/api/v1/groups/sip:audited@im.example.org";
    alice.put(path, GROUP, group("audited"));
    alice.put(path, GROUP, group("other"));
    alice.put(
        path + "/~~/group/list-service/invite-members",
        ELEMENT,
        "<invite-members>false</invite-members>");
    assertThat(admin.get(rest + "/document").text()).isEqualTo(alice.get(path).text());
    assertThat(admin.delete(rest).status()).isEqualTo(204);
    String lists = TREE + "audited";
    alice.put(lists, LISTS, TEXT);

    JsonNode page = admin.get("/api/v1/audit?limit=4&xui=sip:alice@example.org").json();

    List<String> told = new ArrayList<>();
    page.get("entries")
        .forEach(
            entry ->
                told.add(
                    String.join(
                        " ",
                        entry.get("actor").asString(),
                        entry.get("action").asString(),
                        entry.get("auid").asString(),
                        entry.get("name").asString())));
    assertThat(told)
        .containsExactly(
            "sip:alice@example.org CREATED resource-lists audited",
            "admin DELETED org.openmobilealliance.groups audited",
            "sip:alice@example.org REPLACED org.openmobilealliance.groups audited",
            "sip:alice@example.org CREATED org.openmobilealliance.groups audited");
    assertThat(page.get("entries").get(2).get("change").asString())
        .isEqualTo(
            """
            @@ line 8
            -    <invite-members>true</invite-members>
            +    <invite-members>false</invite-members>""");
    String older = "/api/v1/audit?limit=1&before=" + page.get("next").asString();
    assertThat(admin.get(older).json().get("entries").get(0).get("id").asLong())
        .isLessThan(page.get("next").asLong());
    assertThat(admin.get("/api/v1/audit?limit=0").status()).isEqualTo(400);
    assertThat(admin.getAsNobody("/api/v1/audit").status()).isEqualTo(401);
  }

  private static void assertConflict(String element, Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(409);
    assertThat(answer.header("Content-Type")).isEqualTo("application/xcap-error+xml");
    assertThat(answer.text()).contains("<" + element + " phrase=\"");
  }

  private static String hash(String algorithm, String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
  }
}
