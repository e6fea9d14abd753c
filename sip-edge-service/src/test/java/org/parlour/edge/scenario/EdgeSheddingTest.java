package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.edge.testkit.UdpPeer;
import org.parlour.edge.transport.Protocol;
import org.parlour.protocol.Spec;

/// The core is behind with what it was given.
class EdgeSheddingTest {
  private static final AggregateKey TEAM = new AggregateKey("sip:team@im.example.org");
  private static final AggregateKey LOBBY = new AggregateKey("sip:lobby@im.example.org");
  private static final Duration LONG = Duration.ofMillis(1_500);
  private static final Duration SHORT = Duration.ofMillis(400);

  private static TestEdge kit;
  private static UdpPeer core;
  private TcpPeer peer;
  private double refusedBefore;

  @BeforeAll
  static void start() throws Exception {
    core = new UdpPeer();
    kit = TestEdge.builder().nextHop(core.port(), Protocol.UDP).start();
  }

  @AfterAll
  static void stop() {
    kit.close();
    core.close();
  }

  @BeforeEach
  void forget() throws Exception {
    kit.backbone.clear();
    kit.backbone.passes(Duration.ofSeconds(2));
    refusedBefore = kit.refused("core_behind");
    peer = new TcpPeer(kit.controlling);
  }

  @AfterEach
  void disconnect() throws Exception {
    peer.close();
  }

  private double refused() {
    return kit.refused("core_behind") - refusedBefore;
  }

  private static Requests toTeam(String method) {
    return Requests.of(method)
        .uri(TEAM.value())
        .header("Contact: <sip:alice@192.0.2.1>")
        .header("P-Asserted-Identity: <sip:alice@example.org>");
  }

  private static Requests invite() {
    return toTeam("INVITE").body("application/sdp", Requests.SDP);
  }

  private static Requests inDialog(Requests request) {
    return request.to("<" + TEAM.value() + ">;tag=ours");
  }

  private static List<Requests> newWork() {
    return List.of(
        invite(),
        toTeam("SUBSCRIBE").header("Event: conference"),
        toTeam("MESSAGE").body("text/plain", "hi"),
        toTeam("REFER").header("Refer-To: <sip:bob@example.org>"));
  }

  @Test
  @Spec("RFC 3261 §21.5.4")
  void refusesNewWorkBeforeItIsPublished() throws Exception {
    kit.backbone.waits(TEAM, LONG);

    for (Requests request : newWork()) {
      peer.send(request.bytes());
      SipMessage answer = peer.readFinal();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Call-ID")).isEqualTo(request.callId());
      assertThat(answer.header("Warning")).startsWith("399 ").contains("overload");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(5, 15);
    }

    assertThat(refused()).isEqualTo(4);
    assertThat(kit.backbone.all()).isEmpty();
    assertThat(kit.meters.get("im.edge.in.flight").gauge().value()).isZero();
    assertThat(kit.meters.get("im.edge.core.wait").gauge().value()).isEqualTo(1_500);
  }

  @Test
  void bringsWhatRunsToItsEnd() throws Exception {
    kit.backbone.waits(TEAM, LONG);

    peer.send(inDialog(invite().cseq("2 INVITE")).bytes());
    kit.answer(kit.backbone.awaitRequest(SipMethod.Invite.class), 488);
    assertThat(peer.readFinal().status()).isEqualTo(488);
    peer.send(inDialog(toTeam("REFER").header("Refer-To: <sip:bob@example.org>")).bytes());
    kit.answer(kit.backbone.awaitRequest(SipMethod.Refer.class), 202);
    assertThat(peer.readFinal().status()).isEqualTo(202);
    peer.send(inDialog(toTeam("MESSAGE").body("text/plain", "hi")).bytes());
    kit.answer(kit.backbone.awaitRequest(SipMethod.Message.class), 200);
    assertThat(peer.readFinal().status()).isEqualTo(200);
    peer.send(inDialog(toTeam("ACK")).bytes());
    kit.backbone.awaitRequest(SipMethod.Ack.class);
    peer.send(inDialog(toTeam("BYE")).bytes());
    kit.answer(kit.backbone.awaitRequest(SipMethod.Bye.class), 200);
    assertThat(peer.readFinal().status()).isEqualTo(200);
    assertThat(refused()).isZero();
  }

  @Test
  void letsAClientGiveUpWhatItBeganBefore() throws Exception {
    Requests invite = invite();
    peer.send(invite.bytes());
    SipRequest begun = kit.backbone.awaitRequest(SipMethod.Invite.class);
    kit.backbone.waits(TEAM, LONG);

    peer.send(invite.sibling("CANCEL").bytes());

    assertThat(peer.readFinal().status()).isEqualTo(200);
    kit.backbone.awaitRequest(SipMethod.Cancel.class);
    kit.answer(begun, 487);
    assertThat(peer.readFinal().status()).isEqualTo(487);
  }

  @Test
  void absorbsTheRetransmissionOfWhatItTookBefore() throws Exception {
    try (UdpPeer client = new UdpPeer()) {
      Requests invite = invite().udp(client.port());
      client.send(kit.controlling, invite.bytes());
      SipRequest begun = kit.backbone.awaitRequest(SipMethod.Invite.class);
      kit.backbone.waits(TEAM, LONG);

      client.send(kit.controlling, invite.bytes());
      client.send(kit.controlling, Requests.of("OPTIONS").udp(client.port()).bytes());

      assertThat(client.readFinal().header("CSeq")).endsWith("OPTIONS");
      kit.answer(begun, 486);
      assertThat(client.readFinal().status()).isEqualTo(486);
      assertThat(refused()).isZero();
    }
  }

  @Test
  void tellsTheCoreResponses() throws Exception {
    kit.backbone.waits(TEAM, LONG);
    kit.edge.executor().execute(EdgeOutboundTest.request("BYE", "z9hG4bKshed1", SipHeaders.NONE));
    core.send(kit.controlling, EdgeOutboundTest.reply(core.read(), 200, ""));

    assertThat(kit.backbone.await(SipResponse.class).status()).isEqualTo(200);
  }

  @Test
  void takesRegistrationsAndStaysReady() throws Exception {
    AggregateKey bob = new AggregateKey("sip:bob@example.org");
    kit.backbone.waits(bob, LONG);
    try (TcpPeer registrar = new TcpPeer(kit.originating)) {
      registrar.send(
          Requests.of("REGISTER")
              .uri("sip:as1.im.example.org:5070")
              .to("<sip:bob@example.org>")
              .from("<sip:scscf@core.example.org>;tag=3p1")
              .header("Contact: <sip:scscf@core.example.org:5060;transport=tcp>")
              .bytes());
      kit.answer(kit.backbone.awaitRequest(SipMethod.Register.class), 200);
      assertThat(registrar.readFinal().status()).isEqualTo(200);
    }
    peer.send(Requests.of("OPTIONS").bytes());
    assertThat(peer.readFinal().status()).isEqualTo(200);
  }

  @Test
  void refusesOnlyWhatTheSlowInstanceWouldDo() throws Exception {
    kit.backbone.waits(LOBBY, LONG);

    peer.send(toTeam("MESSAGE").body("text/plain", "hi").bytes());
    kit.answer(kit.backbone.awaitRequest(SipMethod.Message.class), 200);
    assertThat(peer.readFinal().status()).isEqualTo(200);
    peer.send(Requests.message("hi").uri(LOBBY.value()).bytes());
    assertThat(peer.readFinal().status()).isEqualTo(503);
  }

  @Test
  void takesNewWorkAgainWhenTheCoreHasCaughtUp() throws Exception {
    kit.backbone.waits(TEAM, LONG);
    peer.send(invite().bytes());
    assertThat(peer.readFinal().status()).isEqualTo(503);

    kit.backbone.waits(TEAM, SHORT);

    isTaken(invite());
    assertThat(refused()).isEqualTo(1);
  }

  @Test
  void letsOneTryWhenNothingWasHeard() throws Exception {
    kit.backbone.waits(TEAM, LONG);
    kit.backbone.passes(Duration.ofMillis(500));

    isTaken(invite());
    peer.send(invite().bytes());
    assertThat(peer.readFinal().status()).isEqualTo(503);

    kit.backbone.passes(Duration.ofSeconds(2));
    isTaken(invite());
    assertThat(kit.meters.get("im.edge.core.wait").gauge().value()).isZero();
  }

  private void isTaken(Requests invite) throws Exception {
    kit.backbone.clear();
    peer.send(invite.bytes());
    kit.answer(kit.backbone.awaitRequest(SipMethod.Invite.class), 486);
    assertThat(peer.readFinal().status()).isEqualTo(486);
  }
}
