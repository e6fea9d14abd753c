package org.parlour.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

class RoutingKeyTest {
  private static final ImDomain DOMAIN = ImDomain.ofHost("im.example.org");
  private static final RoutingKey KEYS =
      new RoutingKey(DOMAIN, secret(1, "a shared cluster secret"));

  private static final String F = "sip:conference-factory@im.example.org";
  private static final String EXPLODER = "sip:exploder@im.example.org";
  private static final String S = "sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org";
  private static final String GROUP = "sip:team@im.example.org";
  private static final String BOB = "sip:bob@example.org";
  private static final String ALICE = "sip:alice@example.org";

  /// What each request is keyed by: `session` and `pager` are tokens of the request, `to` is the
  /// address of To, `sender` the asserted identity, `target` the Request-URI, `S` and `G`
  /// themselves. Each line: method, then for a target of F, exploder, S, group S, G, user: one word
  /// for all roles or originating/terminating/controlling.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INVITE    | session | session | S  | G  | G  | sender/target/target
          ACK       | session | session | S  | G  | G  | sender/target/target
          CANCEL    | session | session | S  | G  | G  | sender/target/target
          BYE       | session | session | S  | G  | G  | sender/target/target
          UPDATE    | session | session | S  | G  | G  | sender/target/target
          PRACK     | session | session | S  | G  | G  | sender/target/target
          INFO      | session | session | S  | G  | G  | sender/target/target
          OPTIONS   | session | session | S  | G  | G  | sender/target/target
          SUBSCRIBE | session | session | S  | G  | G  | sender/target/target
          NOTIFY    | session | session | S  | G  | G  | sender/target/target
          REFER     | session | session | S  | G  | G  | sender/target/target
          MESSAGE   | pager   | pager   | S  | G  | G  | sender/target/target
          PUBLISH   | session | session | S  | G  | G  | target
          REGISTER  | to      | to      | to | to | to | to
          UNHEARDOF | session | session | S  | G  | G  | sender/target/target
          """)
  @Spec({"D-04", "D-26"})
  void keysEveryMethodInEveryRole(
      String method,
      String factory,
      String exploder,
      String session,
      String groupSession,
      String group,
      String user) {
    for (ServiceRole role : ServiceRole.values()) {
      assertKey(role, method, F, factory);
      assertKey(role, method, EXPLODER, exploder);
      assertKey(role, method, S, session);
      assertKey(role, method, GROUP + ";session=77", groupSession);
      assertKey(role, method, GROUP, group);
      assertKey(role, method, BOB + ";transport=tcp", user);
    }
  }

  private static void assertKey(ServiceRole role, String method, String target, String words) {
    String[] byRole = words.split("/");
    String word = byRole.length == 1 ? words : byRole[role.ordinal()];
    String key = KEYS.of(role, request(method, target)).value();
    switch (word) {
      case "session" -> assertThat(DOMAIN.isAdHocSession(ImAddress.parse(key))).as(key).isTrue();
      case "pager" -> assertThat(key).matches("pager:[0-9a-hjkmnp-tv-z]{26}");
      case "S" -> assertThat(key).isEqualTo(S);
      case "G" -> assertThat(key).isEqualTo(GROUP);
      case "to" -> assertThat(key).isEqualTo("sip:registered@example.org");
      case "sender" -> assertThat(key).isEqualTo(ALICE);
      case "target" -> assertThat(key).isEqualTo(BOB);
      default -> throw new IllegalArgumentException(word);
    }
  }

  @ParameterizedTest
  @EnumSource(ServiceRole.class)
  @Spec({"D-26", "RFC 3261 §9.1"})
  void keepsATransactionToTheFactoryTogetherWithTheDialogItOpens(ServiceRole role) {
    AggregateKey invite = KEYS.of(role, request("INVITE", F));
    assertThat(KEYS.of(role, request("CANCEL", F))).isEqualTo(invite);
    assertThat(KEYS.of(role, request("ACK", F))).isEqualTo(invite);
    assertThat(KEYS.of(role, request("INVITE", F + ";x=1"))).isEqualTo(invite);
    for (String method : new String[] {"ACK", "BYE", "INVITE", "UPDATE", "SUBSCRIBE", "REFER"}) {
      String inDialog = invite.value() + ";transport=tcp";
      RoutableRequest later = new Request(method, inDialog).callId("other").cseq(99).build();
      assertThat(KEYS.of(role, later)).isEqualTo(invite);
    }
  }

  @ParameterizedTest
  @EnumSource(ServiceRole.class)
  @Spec("RFC 5875")
  void keysTheServiceOfDocumentsByTheUserInItsUriElseByTheSender(ServiceRole role) {
    String service = DOMAIN.documents().toString();
    ImAddress ofBob = DOMAIN.documentsOf(new AggregateKey(BOB));
    for (String method : new String[] {"SUBSCRIBE", "MESSAGE", "INVITE"}) {
      assertThat(KEYS.of(role, request(method, service)).value()).isEqualTo(ALICE);
      assertThat(KEYS.of(role, request(method, ofBob.toString())).value()).isEqualTo(BOB);
      assertThat(KEYS.of(role, request(method, service + ";of=zz")).value()).isEqualTo(ALICE);
      assertThat(KEYS.of(role, request(method, service + ";of=ff")).value()).isEqualTo(ALICE);
    }
    String ofGroup = DOMAIN.documentsOf(new AggregateKey(GROUP)).toString();
    assertThat(KEYS.of(role, request("SUBSCRIBE", ofGroup)).value())
        .as("a group is nobody's document")
        .isEqualTo(ALICE);
  }

  @Test
  void keysARetransmissionAtAnotherEdgeAlike() {
    RoutingKey another = new RoutingKey(DOMAIN, secret(1, "a shared cluster secret"));
    for (ServiceRole role : ServiceRole.values()) {
      for (String target : new String[] {F, EXPLODER, S, GROUP, BOB}) {
        RoutableRequest request = request("MESSAGE", target);
        assertThat(another.of(role, request)).isEqualTo(KEYS.of(role, request));
      }
    }
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(KEYS, new Request("INVITE", F).callId("another")),
        Arguments.of(KEYS, new Request("INVITE", F).fromTag("another")),
        Arguments.of(KEYS, new Request("INVITE", F).cseq(2)),
        Arguments.of(key(1, "another cluster secret!"), new Request("INVITE", F)),
        Arguments.of(key(2, "a shared cluster secret"), new Request("INVITE", F)),
        Arguments.of(key(1, "a shared cluster secreT"), new Request("INVITE", F)));
  }

  @ParameterizedTest
  @MethodSource("others")
  @Spec("D-26")
  void letsNobodyGuessASessionWithoutTheSecret(RoutingKey keys, Request changed) {
    AggregateKey key = KEYS.of(ServiceRole.CONTROLLING, request("INVITE", F));
    assertThat(keys.of(ServiceRole.CONTROLLING, changed.build())).isNotEqualTo(key);
  }

  @Test
  void givesEachRoleItsOwnSessionForTheSameRequest() {
    Set<AggregateKey> keys = new HashSet<>();
    for (ServiceRole role : ServiceRole.values()) {
      keys.add(KEYS.of(role, request("INVITE", F)));
    }
    assertThat(keys).hasSize(ServiceRole.values().length);
  }

  @Test
  void prefersOurTokenInTheRoute() {
    AggregateKey token = new AggregateKey("sip:carol@example.org");
    for (ServiceRole role : ServiceRole.values()) {
      for (String target : new String[] {F, EXPLODER, S, GROUP, BOB}) {
        for (String method : new String[] {"INVITE", "REGISTER", "MESSAGE", "PUBLISH", "BYE"}) {
          RoutableRequest request = new Request(method, target).routeKey(token).build();
          assertThat(KEYS.of(role, request)).isEqualTo(token);
        }
      }
    }
  }

  @Test
  @Spec("TS 24.229 §5.4.3.2")
  void prefersTheServedUserThatTheCoreNames() {
    RoutableRequest request =
        new Request("INVITE", BOB).servedUser("sip:carol@example.org").build();
    assertThat(KEYS.of(ServiceRole.ORIGINATING, request).value())
        .isEqualTo("sip:carol@example.org");
    assertThat(KEYS.of(ServiceRole.TERMINATING, request).value())
        .isEqualTo("sip:carol@example.org");
  }

  @Test
  void fallsBackToFromWithoutAnAssertedIdentity() {
    RoutableRequest request = new Request("INVITE", BOB).assertedIdentity(null).build();
    assertThat(KEYS.of(ServiceRole.ORIGINATING, request).value()).isEqualTo("sip:from@example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "sip:+358-555@gw.example.org;user=phone, tel:+358555",
    "tel:+358-(555), tel:+358555",
    "sips:bob@EXAMPLE.org:5061, sip:bob@example.org",
  })
  @Spec("RFC 3261 §19.1.4")
  void knowsAUserByOneKeyWhateverTheForm(String target, String key) {
    assertThat(KEYS.of(ServiceRole.TERMINATING, request("INVITE", target)).value()).isEqualTo(key);
  }

  private static RoutingKey key(int generation, String secret) {
    return new RoutingKey(DOMAIN, secret(generation, secret));
  }

  private static ClusterSecret secret(int generation, String text) {
    return new ClusterSecret(generation, text.getBytes(StandardCharsets.UTF_8));
  }

  private static RoutableRequest request(String method, String target) {
    return new Request(method, target).build();
  }

  /// A request of which a test names what matters.
  private static final class Request {
    private final String method;
    private final String target;
    private String callId = "call-1";
    private String fromTag = "tag-1";
    private long cseq = 1;
    private @Nullable AggregateKey routeKey;
    private @Nullable ImAddress servedUser;
    private @Nullable ImAddress assertedIdentity = ImAddress.parse(ALICE + ";gr=x");

    Request(String method, String target) {
      this.method = method;
      this.target = target;
    }

    Request callId(String value) {
      callId = value;
      return this;
    }

    Request fromTag(String value) {
      fromTag = value;
      return this;
    }

    Request cseq(long value) {
      cseq = value;
      return this;
    }

    Request routeKey(AggregateKey value) {
      routeKey = value;
      return this;
    }

    Request servedUser(String value) {
      servedUser = ImAddress.parse(value);
      return this;
    }

    Request assertedIdentity(@Nullable ImAddress value) {
      assertedIdentity = value;
      return this;
    }

    RoutableRequest build() {
      return new RoutableRequest(
          method,
          ImAddress.parse(target),
          ImAddress.parse("sip:registered@example.org"),
          callId,
          fromTag,
          cseq,
          routeKey,
          servedUser,
          assertedIdentity,
          ImAddress.parse("sip:from@example.org"));
    }

    @Override
    public String toString() {
      return callId + " " + fromTag + " " + cseq;
    }
  }
}
