package org.parlour.xdm.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// One request over real sockets, to a server that may answer anything.
class XcapUpstreamIT {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final Duration MOST = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 100_000;
  private static final String TYPE = "application/vnd.oma.poc.groups+xml";
  private static final String TYPED = "Content-Type: " + TYPE + "\r\n";

  private static XcapUpstream client(URI root, Credentials credentials) {
    return new XcapUpstream(
        root,
        Map.of(
            Kind.GROUP,
            new Place("groups/global/byGroupID/{group}", TYPE),
            Kind.RULES,
            new Place("rules/users/{user}/im-rules", "application/auth-policy+xml")),
        credentials,
        MOST,
        MAX_BYTES,
        2);
  }

  private static Fetched fetch(RawServer server, @Nullable String etag, Duration most) {
    try (XcapUpstream upstream = client(server.root(), (_, _, _) -> {})) {
      return upstream.fetch(Kind.GROUP, TEAM, etag, most);
    }
  }

  private static Fetched fetch(String status, String headers, String body, @Nullable String etag)
      throws IOException {
    try (RawServer server = RawServer.saying(status, headers, body)) {
      return fetch(server, etag, MOST);
    }
  }

  @Test
  @Spec("RFC 4825 §6")
  void asksForTheDocumentAtItsPlace() throws Exception {
    try (RawServer server = RawServer.saying("200 OK", TYPED + "ETag: \"7\"\r\n", "<group/>")) {
      Fetched fetched = fetch(server, "\"6\"", MOST);

      assertThat(fetched)
          .isInstanceOfSatisfying(
              Fetched.Changed.class,
              changed -> {
                assertThat(changed.document().text()).isEqualTo("<group/>");
                assertThat(changed.etag()).isEqualTo("\"7\"");
              });
      assertThat(server.heads.getFirst())
          .startsWith("GET /xcap-root/groups/global/byGroupID/sip:team@im.example.org HTTP/1.1\n")
          .contains("If-None-Match: \"6\"\n", "Accept: " + TYPE + "\n")
          .doesNotContain("Authorization", "Accept-Encoding");
    }
  }

  @Test
  void whateverAnAddressHoldsIsOneSegment() {
    Place place = new Place("rules/users/{user}/im-rules", TYPE);

    assertThat(place.of(ImAddress.parse("sip:a/../b$1@example.org")))
        .isEqualTo("rules/users/sip:a%2F..%2Fb$1@example.org/im-rules");
  }

  @ParameterizedTest
  @CsvSource({
    "206 Partial Content, UNEXPECTED",
    "301 Moved, REDIRECTED",
    "307 Temporary Redirect, REDIRECTED",
    "400 Bad Request, UNEXPECTED",
    "401 Unauthorized, UNAUTHENTICATED",
    "403 Forbidden, FORBIDDEN",
    "404 Not Found, ABSENT",
    "407 Proxy Authentication Required, UNAUTHENTICATED",
    "410 Gone, ABSENT",
    "429 Too Many Requests, BUSY",
    "500 Internal Server Error, BROKEN",
    "503 Service Unavailable, BUSY",
    "599 What, BROKEN",
  })
  void everyStatusMeansSomething(String status, Outcome outcome) throws Exception {
    String elsewhere = "Location: http://127.0.0.1:1/else\r\nRetry-After: 7\r\n";

    Fetched fetched = fetch(status, TYPED + elsewhere, "<group/>", "\"6\"");

    assertThat(fetched.outcome()).isEqualTo(outcome);
    if (fetched instanceof Fetched.Failed failed && outcome == Outcome.BUSY) {
      assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  static Stream<Arguments> bodies() {
    String bomb = "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><group>&b;</group>";
    String outside = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><group>&x;</group>";
    return Stream.of(
        Arguments.of("Content-Type: text/html\r\n", "<group/>", Outcome.WRONG_TYPE),
        Arguments.of("", "<group/>", Outcome.WRONG_TYPE),
        Arguments.of(TYPED + "Content-Encoding: gzip\r\n", "<group/>", Outcome.WRONG_TYPE),
        Arguments.of(TYPED.toUpperCase(Locale.ROOT), "<group/>", Outcome.CHANGED),
        Arguments.of(TYPED.replace("\r", ";charset=utf-8\r"), "<group/>", Outcome.CHANGED),
        Arguments.of(TYPED, "", Outcome.MALFORMED),
        Arguments.of(TYPED, "<group>", Outcome.MALFORMED),
        Arguments.of(TYPED, "{\"group\": 1}", Outcome.MALFORMED),
        Arguments.of(TYPED, bomb, Outcome.MALFORMED),
        Arguments.of(TYPED, outside, Outcome.MALFORMED),
        Arguments.of(TYPED, "<a>".repeat(5000) + "</a>".repeat(5000), Outcome.MALFORMED),
        Arguments.of(TYPED, " ".repeat(MAX_BYTES) + "<group/>", Outcome.TOO_LARGE));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void onlyAWellFormedDocumentOfTheTypeIsOne(String headers, String body, Outcome outcome)
      throws Exception {
    assertThat(fetch("200 OK", headers, body, null).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"7", "\"a b\"", "*", "w/\"7\"", "\"ü\""})
  void anETagThatIsNoneIsNotSentBack(String etag) throws Exception {
    Fetched fetched = fetch("200 OK", TYPED + "ETag: " + etag + "\r\n", "<group/>", null);

    assertThat(((Fetched.Changed) fetched).etag()).isNull();
  }

  @Test
  @Spec("RFC 9110 §13.1.2")
  void thatNothingChangedCountsForTheDocumentThatWasNamedOnly() throws Exception {
    assertThat(fetch("304 Not Modified", "", "", "\"6\"").outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(fetch("304 Not Modified", "ETag: W/\"6\"\r\n", "", "\"6\"").outcome())
        .isEqualTo(Outcome.UNCHANGED);
    assertThat(fetch("304 Not Modified", "", "", null).outcome()).isEqualTo(Outcome.UNEXPECTED);
    assertThat(fetch("304 Not Modified", "ETag: \"5\"\r\n", "", "\"6\"").outcome())
        .isEqualTo(Outcome.UNEXPECTED);
  }

  @Test
  void ofAnEndlessBodyNoMoreIsReadThanADocumentMayHave() throws Exception {
    byte[] piece = ("2000\r\n" + "<".repeat(0x2000) + "\r\n").getBytes(UTF_8);
    int most = 50_000_000 / 0x2000;
    int[] written = new int[1];
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (_, out) -> {
              try {
                String head = "HTTP/1.1 200 OK\r\n" + TYPED + "Transfer-Encoding: chunked\r\n\r\n";
                out.write(head.getBytes(ISO_8859_1));
                while (written[0] < most) {
                  out.write(piece);
                  written[0]++;
                }
              } finally {
                ended.countDown();
              }
            })) {
      assertThat(fetch(server, null, MOST).outcome()).isEqualTo(Outcome.TOO_LARGE);
      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(written[0]).isLessThan(most);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n" + TYPED + "\r\n<group>"})
  void anAnswerThatIsNotAllThereInTimeIsGivenUp(String begun) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            (_, out) -> {
              out.write(begun.getBytes(ISO_8859_1));
              out.flush();
              awaitQuietly(over);
            })) {
      assertThat(fetch(server, null, Duration.ofMillis(300)).outcome()).isEqualTo(Outcome.SLOW);
    } finally {
      over.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      boolean _ = latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SIP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n" + TYPED + "Content-Length: 99\r\n\r\n<group/>"
      })
  void whatIsNoWholeAnswerIsAFailure(String octets) throws Exception {
    try (RawServer server = new RawServer((_, out) -> out.write(octets.getBytes(ISO_8859_1)))) {
      assertThat(fetch(server, null, MOST).outcome()).isEqualTo(Outcome.UNREACHABLE);
    }
  }

  @Test
  void nobodyThereIsAFailure() throws Exception {
    RawServer gone = RawServer.saying("200 OK", "", "");
    gone.close();

    assertThat(fetch(gone, null, MOST).outcome()).isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  @Spec("RFC 7616 §3.4")
  void logsInWhenItIsChallengedAndFromThenOnAtOnce() throws Exception {
    try (RawServer server =
            new RawServer(
                (head, out) -> {
                  boolean known = head.contains("Authorization: Digest username=\"im\"");
                  String answer =
                      known
                          ? "HTTP/1.1 404 Not Found\r\n"
                          : "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\","
                              + " nonce=\"n\", qop=\"auth\", algorithm=SHA-256\r\n";
                  out.write(
                      (answer + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                          .getBytes(ISO_8859_1));
                });
        XcapUpstream upstream =
            client(server.root(), new DigestCredentials("im", "secret", () -> "c"))) {
      assertThat(upstream.fetch(Kind.GROUP, TEAM, null, MOST).outcome()).isEqualTo(Outcome.ABSENT);
      assertThat(upstream.fetch(Kind.RULES, TEAM, null, MOST).outcome()).isEqualTo(Outcome.ABSENT);

      assertThat(server.heads).hasSize(3);
      assertThat(server.heads.getLast())
          .contains(
              "uri=\"/xcap-root/rules/users/sip:team@im.example.org/im-rules\"", "nc=00000002")
          .doesNotContain("secret");
    }
  }

  @Test
  void whoIsNotKnownAfterLoggingInIsNotAskedAgainAndAgain() throws Exception {
    try (RawServer server =
            RawServer.saying(
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n",
                "");
        XcapUpstream upstream =
            client(server.root(), new DigestCredentials("im", "wrong", () -> "c"))) {
      assertThat(upstream.fetch(Kind.GROUP, TEAM, null, MOST).outcome())
          .isEqualTo(Outcome.UNAUTHENTICATED);
      assertThat(server.heads).hasSize(2);
    }
  }
}
