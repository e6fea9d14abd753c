package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.SipContent;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.edge.testkit.UdpPeer;
import org.parlour.protocol.Spec;

/// Requests through real sockets to the published command, and the core's answer back.
class EdgeRequestsTest {
  private TestEdge kit;

  @BeforeEach
  void start() throws Exception {
    kit = TestEdge.start();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  @Spec("RFC 3261 §17.2.1")
  void answersInviteWith100AndPublishesIt() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      Requests invite = Requests.invite();
      peer.send(invite.bytes());

      SipMessage trying = peer.read();
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);

      assertThat(trying.status()).isEqualTo(100);
      assertThat(request.role()).isEqualTo(ServiceRole.CONTROLLING);
      assertThat(request.replyTo()).isEqualTo(new ReplyTo(TestEdge.ORDINAL, TestEdge.INCARNATION));
      assertThat(request.originator()).hasToString("\"Alice\" <sip:alice@example.org>");
      assertThat(request.contact().featureTags()).contains("+g.oma.sip-im");
      assertThat(request.seed()).hasSize(16);
      assertThat(((SipMethod.Invite) request.method()).offer().msrp()).isPresent();
      assertThat(kit.backbone.all().getFirst().origin().correlationId()).isEqualTo(invite.callId());
      assertThat(kit.backbone.all().getFirst().key().value()).startsWith("sip:s-");
    }
  }

  @Test
  void sendsTheCoresAnswerOverTheConnectionOfTheRequest() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.invite().bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);
      kit.answer(request, 180);
      kit.answer(request, 486);

      assertThat(peer.read().status()).isEqualTo(100);
      assertThat(peer.read().status()).isEqualTo(180);
      SipMessage busy = peer.read();
      assertThat(busy.startLine()).isEqualTo("SIP/2.0 486 Busy Here");
      assertThat(busy.header("To")).endsWith(";tag=core-tag");
      assertThat(busy.header("Server")).startsWith("IM-serv/OMA1.0");
    }
  }

  @Test
  @Spec("RFC 3261 §17.2.2")
  void absorbsRetransmissionsOverUdpAndRepeatsTheAnswer() throws Exception {
    try (UdpPeer peer = new UdpPeer()) {
      byte[] message = Requests.message("hi").udp(peer.port()).bytes();
      peer.send(kit.controlling, message);
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Message.class);
      peer.send(kit.controlling, message);
      kit.answer(request, 202);
      assertThat(peer.readFinal().status()).isEqualTo(202);

      peer.send(kit.controlling, message);
      assertThat(peer.readFinal().status()).isEqualTo(202);
      assertThat(kit.backbone.all()).hasSize(1);
    }
  }

  @Test
  @Spec("RFC 3261 §17.2.2")
  void repeatsAnAnswerWithItsBody() throws Exception {
    try (UdpPeer peer = new UdpPeer()) {
      byte[] message = Requests.message("hi").udp(peer.port()).bytes();
      peer.send(kit.controlling, message);
      kit.answer(
          kit.backbone.awaitRequest(SipMethod.Message.class),
          200,
          org.parlour.contracts.sip.SipHeaders.NONE,
          new SipContent.Written(
              "text/plain", "grüße".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      SipMessage first = peer.readFinal();
      peer.send(kit.controlling, message);
      SipMessage second = peer.readFinal();
      assertThat(second.bodyText()).isEqualTo(first.bodyText()).isEqualTo("grüße");
    }
  }

  @Test
  @Spec("RFC 3261 §9.2")
  void answersCancelAndPublishesItUnderTheInvite() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      Requests invite = Requests.invite();
      peer.send(invite.bytes());
      assertThat(peer.read().status()).isEqualTo(100);
      peer.send(invite.sibling("CANCEL").bytes());

      SipMessage ok = peer.read();
      SipRequest cancel = kit.backbone.awaitRequest(SipMethod.Cancel.class);
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);

      assertThat(ok.status()).isEqualTo(200);
      assertThat(ok.header("CSeq")).isEqualTo("1 CANCEL");
      assertThat(cancel.transaction()).isEqualTo(request.transaction());
      assertThat(kit.backbone.all().get(0).key()).isEqualTo(kit.backbone.all().get(1).key());
      kit.answer(request, 487);
      assertThat(peer.read().status()).isEqualTo(487);
    }
  }

  @Test
  @Spec("RFC 3261 §13.3.1.4")
  void repeatsA2xxUntilItsAck() throws Exception {
    kit.close();
    kit = TestEdge.builder().t1(java.time.Duration.ofMillis(40)).start();
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      Requests invite = Requests.invite();
      peer.send(invite.bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);
      kit.answer(request, 200, TestEdge.contact(), SipContent.NONE);

      assertThat(peer.readFinal().status()).isEqualTo(200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
      peer.send(
          invite
              .sibling("ACK")
              .branch(invite.branch() + "ack")
              .to("<sip:conference-factory@im.example.org>;tag=core-tag")
              .bytes());
      SipRequest ack = kit.backbone.awaitRequest(SipMethod.Ack.class);

      assertThat(ack.dialog().localTag()).isEqualTo("core-tag");
      org.awaitility.Awaitility.await()
          .until(() -> kit.meters.find("im.edge.awaiting.ack").gauge().value() == 0);
    }
  }
}
