package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.edge.testkit.UdpPeer;
import org.parlour.protocol.Spec;

/// What the edge answers by itself: nothing is published, nothing stays behind, everything is
/// counted.
class EdgeRefusalsTest {
  private static final String LIST =
      """
      <?xml version="1.0"?>
      <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>%s</list></resource-lists>
      """;

  private static TestEdge kit;

  @BeforeAll
  static void start() throws Exception {
    kit = TestEdge.start();
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  @BeforeEach
  void forget() {
    kit.backbone.clear();
  }

  private static SipMessage exchange(Requests request) throws Exception {
    return exchange(kit, kit.controlling, request);
  }

  private static SipMessage exchange(TestEdge edge, int port, Requests request) throws Exception {
    try (TcpPeer peer = new TcpPeer(port)) {
      peer.send(request.bytes());
      return peer.readFinal();
    }
  }

  private static void refuses(Requests request, int status, String reason) throws Exception {
    double before = kit.refused(reason);
    SipMessage answer = exchange(request);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Call-ID")).isEqualTo(request.callId());
    assertThat(kit.refused(reason)).isEqualTo(before + 1);
    assertThat(kit.backbone.all()).isEmpty();
    assertThat(kit.meters.get("im.edge.in.flight").gauge().value()).isZero();
  }

  private static String multipart(String... parts) {
    StringBuilder body = new StringBuilder();
    for (String part : parts) {
      body.append("--b1\r\n").append(part).append("\r\n");
    }
    return body.append("--b1--\r\n").toString();
  }

  @Test
  @Spec("RFC 3261 §21.4.1")
  void refusesABrokenSdp() throws Exception {
    refuses(
        Requests.of("INVITE")
            .header("Contact: <sip:a@192.0.2.1>")
            .body("application/sdp", "v=0\r\nthis is no SDP"),
        400,
        "malformed_body");
  }

  @Test
  @Spec("RFC 5365 §7")
  void refusesABrokenUriList() throws Exception {
    refuses(
        Requests.of("MESSAGE")
            .uri("sip:exploder@im.example.org")
            .header("Require: recipient-list-message")
            .body(
                "multipart/mixed;boundary=b1",
                multipart(
                    "Content-Type: text/plain\r\n\r\nhi",
                    "Content-Type: application/resource-lists+xml\r\n"
                        + "Content-Disposition: recipient-list\r\n\r\n<resource-lists><oops")),
        400,
        "malformed_body");
  }

  @Test
  @Spec("RFC 5363 §4.1")
  void refusesAnEmptyUriList() throws Exception {
    refuses(
        Requests.of("INVITE")
            .header("Contact: <sip:a@192.0.2.1>")
            .body(
                "multipart/mixed;boundary=b1",
                multipart(
                    "Content-Type: application/sdp\r\n\r\n" + Requests.SDP,
                    "Content-Type: application/resource-lists+xml\r\n"
                        + "Content-Disposition: recipient-list\r\n\r\n"
                        + LIST.formatted(""))),
        400,
        "malformed_body");
  }

  @Test
  void refusesABrokenMultipart() throws Exception {
    refuses(
        Requests.of("INVITE")
            .header("Contact: <sip:a@192.0.2.1>")
            .body("multipart/mixed;boundary=other", multipart("x")),
        400,
        "malformed_body");
  }

  @Test
  @Spec("RFC 5366 §4")
  void readsAnInviteWithItsList() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(
          Requests.of("INVITE")
              .header("Contact: <sip:a@192.0.2.1>")
              .header("Require: recipient-list-invite")
              .body(
                  "multipart/mixed;boundary=b1",
                  multipart(
                      "Content-Type: application/sdp\r\n\r\n" + Requests.SDP,
                      "Content-Type: application/resource-lists+xml\r\n"
                          + "Content-Disposition: recipient-list\r\n\r\n"
                          + LIST.formatted("<entry uri=\"sip:bob@example.org\"/>")))
              .bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);
      SipMethod.Invite invite = (SipMethod.Invite) request.method();
      assertThat(invite.recipients()).hasSize(1);
      assertThat(invite.offer()).isNotNull();
      assertThat(request.peer().require()).containsExactly("recipient-list-invite");
      kit.answer(request, 486);
    }
  }

  @Test
  @Spec("RFC 3261 §21.4.6")
  void refusesAMethodThatIsNotForUs() throws Exception {
    SipMessage answer = exchange(Requests.of("INFO"));
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("INVITE").contains("REFER");
  }

  @Test
  @Spec("RFC 3261 §21.5.2")
  void refusesAMethodThatNobodyKnows() throws Exception {
    refuses(Requests.of("DANCE"), 501, "method_unknown");
  }

  @Test
  @Spec("RFC 3428 §8")
  void refusesAMessageBeyondTheLimit() throws Exception {
    refuses(Requests.message("x".repeat(1301)), 413, "too_large");
  }

  @Test
  @Spec("RFC 3261 §21.4.11")
  void refusesABodyBeyondTheLimitAndKeepsTheConnection() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.message("x".repeat(70_000)).bytes());
      assertThat(peer.readFinal().status()).isEqualTo(413);
      peer.send(Requests.of("OPTIONS").bytes());
      assertThat(peer.readFinal().status()).isEqualTo(200);
    }
  }

  @Test
  @Spec("RFC 3261 §21.4.13")
  void refusesABodyThatItCannotRead() throws Exception {
    SipMessage answer =
        exchange(
            Requests.of("INVITE")
                .header("Contact: <sip:a@192.0.2.1>")
                .body("application/x-unknown", "?"));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Accept")).contains("application/sdp");
  }

  @Test
  @Spec("RFC 3261 §21.4.14")
  void refusesASchemeThatItDoesNotKnow() throws Exception {
    refuses(
        Requests.of("OPTIONS").uri("nobodyKnowsThisScheme:totallyopaquecontent"),
        416,
        "uri_scheme");
  }

  @Test
  @Spec("RFC 3261 §8.2.2.3")
  void refusesAnExtensionThatItDoesNotSupport() throws Exception {
    SipMessage answer =
        exchange(Requests.invite().header("Require: 100rel, timer").header("Require: eventlist"));
    assertThat(answer.status()).isEqualTo(420);
    assertThat(answer.header("Unsupported")).isEqualTo("100rel, eventlist");
  }

  @Test
  @Spec("RFC 3261 §21.4.21")
  void refusesWhatHasNoHopsLeft() throws Exception {
    refuses(Requests.invite().maxForwards("0"), 483, "too_many_hops");
  }

  @Test
  void toleratesAMissingMaxForwards() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.message("hi").maxForwards(null).bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Message.class);
      assertThat(request.maxForwards()).isEqualTo(70);
      kit.answer(request, 200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
    }
  }

  @Test
  @Spec("RFC 6665 §8.3.2")
  void refusesAnEventPackageThatItDoesNotServe() throws Exception {
    SipMessage answer =
        exchange(
            Requests.of("SUBSCRIBE")
                .header("Event: presence")
                .header("Contact: <sip:a@192.0.2.1>"));
    assertThat(answer.status()).isEqualTo(489);
    assertThat(answer.header("Allow-Events")).contains("conference");
  }

  @Test
  @Spec("RFC 3261 §21.5.6")
  void refusesAnotherVersionOfSip() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(
          new String(Requests.of("OPTIONS").bytes(), java.nio.charset.StandardCharsets.UTF_8)
              .replaceFirst("SIP/2.0\r\n", "SIP/7.0\r\n"));
      assertThat(peer.readFinal().status()).isEqualTo(505);
    }
  }

  @Test
  @Spec("RFC 3325 §5")
  void refusesAPeerFromOutsideTheTrustDomain() throws Exception {
    try (TestEdge strict = TestEdge.builder().trusted("192.0.2.0/24").start()) {
      assertThat(exchange(strict, strict.controlling, Requests.invite()).status()).isEqualTo(403);
      assertThat(strict.refused("untrusted")).isEqualTo(1);
      assertThat(strict.backbone.all()).isEmpty();
    }
  }

  @Test
  void refusesBeforePublishingWhenTooMuchIsInFlight() throws Exception {
    try (TestEdge small = TestEdge.builder().maxInFlight(1).start();
        TcpPeer peer = new TcpPeer(small.controlling)) {
      peer.send(Requests.message("one").bytes());
      SipRequest first = small.backbone.awaitRequest(SipMethod.Message.class);
      peer.send(Requests.message("two").bytes());
      SipMessage refused = peer.readFinal();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(small.backbone.all()).hasSize(1);
      small.answer(first, 200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
      peer.send(Requests.message("three").bytes());
      org.awaitility.Awaitility.await().until(() -> small.backbone.all().size() == 2);
    }
  }

  @Test
  void refusesAndIsNotReadyWhileKafkaDoesNotAcknowledge() throws Exception {
    try (TestEdge lonely = TestEdge.start()) {
      assertThat(exchange(lonely, lonely.controlling, Requests.of("OPTIONS")).status())
          .isEqualTo(200);
      lonely.backbone.acknowledges(false);
      assertThat(exchange(lonely, lonely.controlling, Requests.of("OPTIONS")).status())
          .isEqualTo(503);
      assertThat(exchange(lonely, lonely.controlling, Requests.invite()).status()).isEqualTo(503);
      assertThat(lonely.backbone.all()).isEmpty();
    }
  }

  @Test
  void answers503WhenPublishingFails() throws Exception {
    try (TestEdge lonely = TestEdge.start()) {
      lonely.backbone.fails(true);
      assertThat(exchange(lonely, lonely.controlling, Requests.invite()).status()).isEqualTo(503);
      assertThat(lonely.meters.get("im.edge.in.flight").gauge().value()).isZero();
    }
  }

  @Test
  void answers503AndTellsTheCoreWhenItTakesTooLong() throws Exception {
    try (TestEdge slow =
            TestEdge.builder().deadlines(Duration.ofMillis(120), Duration.ofMillis(60)).start();
        TcpPeer peer = new TcpPeer(slow.controlling)) {
      peer.send(Requests.message("hi").bytes());
      SipRequest request = slow.backbone.awaitRequest(SipMethod.Message.class);
      assertThat(peer.readFinal().status()).isEqualTo(503);
      assertThat(slow.backbone.await(AnswerAbandoned.class).transaction())
          .isEqualTo(request.transaction());
      slow.answer(request, 200);
      org.awaitility.Awaitility.await()
          .until(() -> slow.meters.get("im.edge.instructions.stale").counter().count() == 1);
    }
  }

  @Test
  @Spec("RFC 3261 §8.2.7")
  void dropsTheAckOfItsOwnRefusal() throws Exception {
    try (UdpPeer peer = new UdpPeer()) {
      Requests invite = Requests.invite().udp(peer.port()).maxForwards("0");
      peer.send(kit.controlling, invite.bytes());
      SipMessage refused = peer.readFinal();
      peer.send(kit.controlling, invite.bytes());
      assertThat(peer.readFinal().header("To")).isEqualTo(refused.header("To"));
      peer.send(kit.controlling, invite.sibling("ACK").to(refused.header("To")).bytes());
      peer.send(kit.controlling, Requests.of("OPTIONS").udp(peer.port()).bytes());
      assertThat(peer.readFinal().status()).isEqualTo(200);
      assertThat(kit.backbone.all()).isEmpty();
    }
  }

  @Test
  @Spec("RFC 3261 §11.2")
  void tellsWhatItCanDo() throws Exception {
    SipMessage answer = exchange(Requests.of("OPTIONS"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Supported")).contains("recipient-list-invite");
    assertThat(answer.header("Accept")).contains("message/cpim");
  }
}
