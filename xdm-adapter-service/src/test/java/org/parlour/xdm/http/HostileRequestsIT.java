package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.xdm.support.Samples.LISTS;
import static org.parlour.xdm.support.Samples.TEXT;
import static org.parlour.xdm.support.Samples.TREE;
import static org.parlour.xdm.support.XcapClient.ATTRIBUTE;
import static org.parlour.xdm.support.XcapClient.ELEMENT;
import static org.parlour.xdm.support.XcapClient.assertConflict;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.xdm.support.RawHttp;
import org.parlour.xdm.support.RestClient;
import org.parlour.xdm.support.RestClient.Answer;
import org.parlour.xdm.support.RunningXcap;
import org.parlour.xdm.support.XcapClient;
import org.parlour.xdm.xcap.Suspicion;

/// Requests of attackers: each is answered as XCAP says, counted by its reason, told to operators
/// when it smells of an attack, and changes nothing.
class HostileRequestsIT {
  private static final String SAFE = TREE + "safe";
  private static final String NONE = "none";

  private final XcapClient alice = RunningXcap.alice();
  private final XcapClient bob = RunningXcap.bob();
  private final RestClient admin = RunningXcap.admin();

  @BeforeEach
  void write() {
    alice.put(SAFE, LISTS, TEXT, "If-None-Match", "*");
  }

  @AfterEach
  void nothingWasChanged() {
    assertThat(alice.get(SAFE).text()).isEqualTo(TEXT);
    assertThat(alice.get(TREE + "new").status()).isEqualTo(404);
    assertThat(changes("safe")).isEqualTo(1);
    assertThat(changes("new")).isZero();
  }

  private int changes(String name) {
    return admin.get("/api/v1/audit?limit=10&name=" + name).json().get("entries").size();
  }

  @ParameterizedTest(name = "{0}")
  @Spec({"RFC 4825 §8.2.2", "RFC 4825 §11.1", "RFC 4825 §14"})
  @MethodSource("org.parlour.xdm.http.HostileBodies#documents")
  void aHostileDocumentIsAConflict(String what, byte[] body, String conflict, String suspicion) {
    for (String path : new String[] {SAFE, TREE + "new"}) {
      assertConflict(conflict, counted(conflict, suspicion, () -> alice.put(path, LISTS, body)));
    }
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.2", "RFC 4825 §11.1"})
  @MethodSource("org.parlour.xdm.http.HostileBodies#elements")
  void aHostileElementIsAConflict(String body, String suspicion) {
    String entry = SAFE + "/~~/resource-lists/list/entry%5B2%5D";

    assertConflict(
        "not-xml-frag", counted("not-xml-frag", suspicion, () -> alice.put(entry, ELEMENT, body)));
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.2", "RFC 4825 §11.1"})
  @ValueSource(strings = {"\"'", "<", "&x;", "\u0001", "a\"/><list name='b"})
  void aHostileAttributeIsAConflict(String body) {
    String name = SAFE + "/~~/resource-lists/list/@name";

    assertConflict(
        "not-xml-att-value",
        counted("not-xml-att-value", NONE, () -> alice.put(name, ATTRIBUTE, body)));
  }

  @ParameterizedTest
  @Spec("RFC 4825 §6.2")
  @CsvSource({
    "%2e%2e/safe, path",
    "x/../safe, path",
    "./safe, path",
    "a%2fsafe, path",
    "..%2f..%2fsip:bob@example.org%2findex, path",
    "a%0d%0ab, path",
    "a%09b, path",
    "x/..;/safe;/../safe, path",
    "safe/~~/resource-lists/list%01, path",
    "safe~~/resource-lists, none",
    "safe/~~/../resource-lists, none",
    "safe/~~/resource-lists/text(), none"
  })
  void aPathThatLeadsElsewhereIsRefused(String rest, String suspicion) {
    problem(400, "malformed-uri", suspicion, () -> alice.get(TREE + rest));
    problem(400, "malformed-uri", suspicion, () -> alice.put(TREE + rest, LISTS, TEXT));
    problem(400, "malformed-uri", suspicion, () -> alice.delete(TREE + rest));
  }

  /// The container refuses these before anybody asks where they lead.
  @ParameterizedTest
  @ValueSource(strings = {"%00", "%zz", "%c0%ae%c0%ae"})
  void aPathThatIsNoneIsRefused(String rest) {
    String request =
        "GET /xcap-root/" + TREE + rest + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    assertThat(RawHttp.answer(RunningXcap.port(), request)).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../api/v1/groups",
        "%2e%2e/api/v1/groups",
        "x/..;/../api/v1/groups",
        "..%2fapi/v1/groups",
        "../xcap-root/../actuator/env",
        "../../../../../../api/v1/groups"
      })
  void noPathLeadsOutOfTheTrees(String path) {
    assertThat(alice.get(path).status()).isIn(400, 401, 403, 404);
  }

  @ParameterizedTest
  @Spec("RFC 4825 §5.7")
  @ValueSource(
      strings = {
        "resource-lists/users/sip:alice@example.org/safe",
        "resource-lists/users/sip:%61lice@EXAMPLE.org/safe",
        "resource-lists/users/alice@example.org/new",
        "resource-lists/users/sip:alice@example.org/safe/~~/resource-lists/list/@name",
        "org.openmobilealliance.groups/users/sip:alice@example.org/new"
      })
  void anotherUsersTreeIsForbidden(String path) {
    problem(403, "forbidden", "other-tree", () -> bob.get(path));
    problem(403, "forbidden", "other-tree", () -> bob.put(path, LISTS, TEXT));
    problem(403, "forbidden", "other-tree", () -> bob.delete(path));
  }

  @Test
  @Spec({"RFC 4825 §7.11", "RFC 4825 §8.2.6"})
  void aStaleTagOverwritesNothing() {
    String stale = "\"0\""; // versions begin with 1
    problem(
        412,
        "precondition-failed",
        NONE,
        () -> alice.put(SAFE, LISTS, TEXT.replace("friends", "x"), "If-Match", stale));
    problem(412, "precondition-failed", NONE, () -> alice.delete(SAFE, "If-Match", stale));
    problem(
        412,
        "precondition-failed",
        NONE,
        () -> alice.put(TREE + "new", LISTS, TEXT, "If-Match", "*"));
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() {
    byte[] body = new byte[RunningXcap.MAX_BYTES + 1];
    problem(413, "too-large", NONE, () -> alice.put(SAFE, LISTS, body));
    String announced = "Content-Length: 52428800\r\n\r\n<resource-lists";
    String chunked =
        "Transfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(body.length)
            + "\r\n"
            + "x".repeat(body.length)
            + "\r\n0\r\n\r\n";
    for (String rest : new String[] {announced, chunked}) {
      double before = RunningXcap.count("im.xdm.xcap.refused", "reason", "too-large");
      assertThat(RawHttp.answer(RunningXcap.port(), put(rest))).startsWith("HTTP/1.1 413");
      assertThat(RunningXcap.count("im.xdm.xcap.refused", "reason", "too-large"))
          .isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 1000\r\n\r\n<resource-lists ",
        "Content-Length: 1000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n64\r\n<resource-lists "
      })
  void halfABodyChangesNothing(String rest) {
    double before = RunningXcap.count("im.xdm.xcap.refused", "reason", "incomplete-body");

    assertThat(RawHttp.answerToHalf(RunningXcap.port(), put(rest))).startsWith("HTTP/1.1 400");
    assertThat(RunningXcap.count("im.xdm.xcap.refused", "reason", "incomplete-body"))
        .isEqualTo(before + 1);
  }

  @Test
  void aBodyThatStallsIsGivenUp() {
    String rest = "Content-Length: 1000\r\n\r\n<resource-lists ";

    assertThat(RawHttp.answer(RunningXcap.port(), put(rest))).startsWith("HTTP/1.1 408");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0001\u0002\r\n\r\n",
        "PUT\r\n\r\n",
        "GET /xcap-root/a HTTP/1.1\r\nNo colon\r\nHost: x\r\nHost: y\r\n\r\n",
        "PUT /xcap-root/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na"
      })
  void whatIsNoHttpIsRefused(String octets) {
    assertThat(RawHttp.answer(RunningXcap.port(), octets)).startsWith("HTTP/1.1 400");
  }

  /// @param rest of the head, with the body
  private static String put(String rest) {
    return "PUT /xcap-root/"
        + SAFE
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YWxpY2U6YWxpY2U=\r\nContent-Type: "
        + LISTS
        + "\r\n"
        + rest;
  }

  private static void problem(
      int status, String reason, String suspicion, Supplier<Answer> request) {
    Answer answer = counted(reason, suspicion, request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("code").asString()).isEqualTo(reason);
  }

  private static Answer counted(String reason, String suspicion, Supplier<Answer> request) {
    double before = RunningXcap.count("im.xdm.xcap.refused", "reason", reason);
    Map<String, Double> suspicions = suspicions();
    Answer answer = request.get();
    assertThat(RunningXcap.count("im.xdm.xcap.refused", "reason", reason))
        .as(answer.text())
        .isEqualTo(before + 1);
    suspicions.computeIfPresent(suspicion, (_, count) -> count + 1);
    assertThat(suspicions()).isEqualTo(suspicions);
    return answer;
  }

  /// By kind.
  private static Map<String, Double> suspicions() {
    return Stream.of(Suspicion.values())
        .map(Suspicion::code)
        .collect(
            Collectors.toMap(
                kind -> kind, kind -> RunningXcap.count("im.xdm.xcap.suspicious", "kind", kind)));
  }
}
