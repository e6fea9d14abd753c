package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.edge.testkit.UdpPeer;
import org.parlour.edge.transport.Protocol;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.support.net.FreePorts;

/// What the core wants sent, seen by a peer with real sockets, and what comes back from it.
class EdgeOutboundTest {
  private static final AggregateKey KEY = new AggregateKey("sip:team@im.example.org");

  static SendRequest invite(String branch) {
    return request("INVITE", branch, TestEdge.contact());
  }

  static SendRequest request(String method, String branch, SipHeaders headers) {
    return new SendRequest(
        KEY,
        new RequestId(branch),
        method,
        ImAddress.sip("bob", "example.org"),
        List.of(),
        NameAddress.of(ImAddress.sip("team", "im.example.org")),
        "f1",
        NameAddress.of(ImAddress.sip("bob", "example.org")),
        null,
        "out-" + branch,
        1,
        70,
        headers,
        SipContent.NONE);
  }

  static SendRequest withBody(SendRequest request, byte[] body) {
    return new SendRequest(
        request.key(),
        request.id(),
        request.method(),
        request.requestUri(),
        request.routes(),
        request.from(),
        request.fromTag(),
        request.to(),
        request.toTag(),
        request.callId(),
        request.cseq(),
        request.maxForwards(),
        request.headers(),
        new SipContent.Written("text/plain", body));
  }

  static String reply(SipMessage request, int status, String more) {
    return "SIP/2.0 "
        + status
        + " Whatever\r\nVia: "
        + request.header("Via")
        + "\r\nFrom: "
        + request.header("From")
        + "\r\nTo: "
        + request.header("To")
        + ";tag=bob1"
        + "\r\nCall-ID: "
        + request.header("Call-ID")
        + "\r\nCSeq: "
        + request.header("CSeq")
        + "\r\n"
        + more
        + "Content-Length: 0\r\n\r\n";
  }

  @Test
  @Spec("RFC 3261 §8.1.1")
  void sendsAnInviteToTheNextHopAndPublishesItsResponses() throws Exception {
    try (ServerSocket core = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestEdge kit = TestEdge.builder().nextHop(core.getLocalPort(), Protocol.TCP).start()) {
      kit.edge.executor().execute(invite("z9hG4bKo1"));
      try (TcpPeer peer = new TcpPeer(core.accept())) {
        SipMessage invite = peer.read();
        assertThat(invite.startLine()).isEqualTo("INVITE sip:bob@example.org SIP/2.0");
        assertThat(invite.header("Via"))
            .startsWith("SIP/2.0/TCP im.example.org:5090;branch=z9hG4bKo1;rport;k=");
        assertThat(invite.header("Contact"))
            .isEqualTo("<sip:s-x@im.example.org>;isfocus;+g.oma.sip-im");
        peer.send(reply(invite, 100, ""));
        peer.send(
            reply(
                invite,
                200,
                "Contact: <sip:bob@192.0.2.5>;+g.oma.sip-im\r\nSession-Expires: 1800;refresher=uac\r\n"));

        SipResponse response = kit.backbone.await(SipResponse.class);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.request()).isEqualTo(new RequestId("z9hG4bKo1"));
        assertThat(response.dialog().remoteTag()).isEqualTo("bob1");
        assertThat(response.dialog().localTag()).isEqualTo("f1");
        assertThat(response.sessionExpires().seconds()).isEqualTo(1800);
        assertThat(kit.backbone.all().getFirst().key()).isEqualTo(KEY);

        kit.edge.executor().execute(request("ACK", "z9hG4bKo1a", SipHeaders.NONE));
        assertThat(peer.read().startLine()).startsWith("ACK ");
      }
    }
  }

  @Test
  @Spec("RFC 3261 §17.1.1.3")
  void acknowledgesAnErrorByItselfWithTheBranchOfTheInvite() throws Exception {
    try (UdpPeer peer = new UdpPeer();
        TestEdge kit = TestEdge.builder().nextHop(peer.port(), Protocol.UDP).start()) {
      kit.edge.executor().execute(invite("z9hG4bKo2"));
      SipMessage invite = peer.read();
      peer.send(kit.controlling, reply(invite, 486, ""));
      SipMessage ack = peer.read();
      assertThat(ack.startLine()).isEqualTo("ACK sip:bob@example.org SIP/2.0");
      assertThat(ack.header("Via")).contains("branch=z9hG4bKo2").contains(";k=");
      assertThat(kit.backbone.await(SipResponse.class).status()).isEqualTo(486);
    }
  }

  @Test
  @Spec({"RFC 3261 §18.1.2", "RFC 3261 §16.7"})
  void passesUpResponsesThatBelongToNoTransactionOfThisEdge() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling);
        UdpPeer datagrams = new UdpPeer()) {
      String response =
          """
          SIP/2.0 200 OK
          Via: SIP/2.0/TCP im.example.org:5090;branch=z9hG4bKelsewhere;k=c2lwOnRlYW1AaW0uZXhhbXBsZS5vcmc
          From: <sip:team@im.example.org>;tag=f1
          To: <sip:bob@example.org>;tag=b1
          Call-ID: other-edge
          CSeq: 7 BYE
          Content-Length: 0

          """
              .replace("\n", "\r\n");
      peer.send(response);
      SipResponse stray = kit.backbone.await(SipResponse.class);
      assertThat(stray.request()).isEqualTo(new RequestId("z9hG4bKelsewhere"));
      assertThat(stray.method()).isEqualTo("BYE");
      assertThat(kit.backbone.all().getFirst().key()).isEqualTo(KEY);

      kit.backbone.clear();
      datagrams.send(kit.controlling, response.replace("7 BYE", "8 NOTIFY"));
      assertThat(kit.backbone.await(SipResponse.class).cseq()).isEqualTo(8);
    }
  }

  @Test
  void passesUpARepeated2xxAfterTheTransactionEnded() throws Exception {
    try (UdpPeer peer = new UdpPeer();
        TestEdge kit = TestEdge.builder().nextHop(peer.port(), Protocol.UDP).start()) {
      kit.edge.executor().execute(invite("z9hG4bKo3"));
      SipMessage invite = peer.read();
      String ok = reply(invite, 200, "Contact: <sip:bob@192.0.2.5>\r\n");
      peer.send(kit.controlling, ok);
      peer.send(kit.controlling, ok);
      peer.send(kit.controlling, ok.replace("bob1", "bob2"));
      org.awaitility.Awaitility.await().until(() -> kit.backbone.all().size() == 3);
    }
  }

  @Test
  @Spec("RFC 3261 §8.1.3.1")
  void tellsTheCoreThatNobodyAnswers() throws Exception {
    try (UdpPeer peer = new UdpPeer();
        TestEdge kit =
            TestEdge.builder().nextHop(peer.port(), Protocol.UDP).timerSpeed(100).start()) {
      SendRequest message = request("MESSAGE", "z9hG4bKo4", SipHeaders.NONE);
      kit.edge.executor().execute(withBody(message, new byte[] {'h', 'i'}));
      assertThat(peer.read().bodyText()).isEqualTo("hi");
      assertThat(peer.read().bodyText()).as("retransmission").isEqualTo("hi");
      RequestFailed failed = kit.backbone.await(RequestFailed.class);
      assertThat(failed.cause()).isEqualTo(RequestFailed.Cause.TIMEOUT);
      assertThat(failed.request()).isEqualTo(new RequestId("z9hG4bKo4"));
    }
  }

  @Test
  @Spec("RFC 3261 §8.1.3.1")
  void tellsTheCoreThatTheNextHopIsNotThere() throws Exception {
    try (TestEdge kit = TestEdge.builder().nextHop(FreePorts.one(), Protocol.TCP).start()) {
      kit.edge.executor().execute(request("BYE", "z9hG4bKo5", SipHeaders.NONE));
      RequestFailed failed = kit.backbone.await(RequestFailed.class);
      assertThat(failed.cause()).isEqualTo(RequestFailed.Cause.TRANSPORT);
      assertThat(kit.backbone.all()).hasSize(1);
    }
  }

  @Test
  @Spec("RFC 3261 §9.1")
  void cancelsWithTheViaOfTheInvite() throws Exception {
    try (UdpPeer peer = new UdpPeer();
        TestEdge kit = TestEdge.builder().nextHop(peer.port(), Protocol.UDP).start()) {
      kit.edge.executor().execute(invite("z9hG4bKo6"));
      SipMessage invite = peer.read();
      peer.send(kit.controlling, reply(invite, 180, ""));
      kit.backbone.await(SipResponse.class);
      kit.edge
          .executor()
          .execute(new CancelRequest(KEY, invite("z9hG4bKo6"), new Reason(200, "elsewhere")));
      SipMessage cancel = peer.read();
      assertThat(cancel.startLine()).isEqualTo("CANCEL sip:bob@example.org SIP/2.0");
      assertThat(cancel.header("Via")).isEqualTo(invite.header("Via"));
      assertThat(cancel.header("CSeq")).isEqualTo("1 CANCEL");
      assertThat(cancel.header("Reason")).isEqualTo("SIP;cause=200;text=\"elsewhere\"");
      peer.send(kit.controlling, reply(cancel, 200, ""));
      peer.send(kit.controlling, reply(invite, 487, ""));
      assertThat(peer.read().startLine()).startsWith("ACK ");
    }
  }

  @Test
  @Spec("RFC 6665 §4.1.3")
  void sendsWhatMustFollowAnAnswerAfterIt() throws Exception {
    try (ServerSocket core = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestEdge kit = TestEdge.builder().nextHop(core.getLocalPort(), Protocol.TCP).start();
        TcpPeer subscriber = new TcpPeer(kit.controlling)) {
      subscriber.send(
          Requests.of("SUBSCRIBE")
              .uri("sip:team@im.example.org")
              .header("Event: conference")
              .header("Expires: 3600")
              .header("Contact: <sip:alice@192.0.2.1>")
              .bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Subscribe.class);
      SendRequest notify =
          request(
              "NOTIFY",
              "z9hG4bKo7",
              SipHeaders.builder()
                  .event(new EventPackage("conference", null))
                  .subscriptionState(SubscriptionState.active(3600))
                  .contact(ImAddress.sip("team", "im.example.org"))
                  .build());
      SendAnswer answer =
          TestEdge.answerTo(
              request, 200, SipHeaders.builder().expires(3600).build(), SipContent.NONE);
      kit.edge
          .inbox()
          .execute(
              new SendAnswer(
                  answer.key(),
                  answer.transaction(),
                  answer.replyTo(),
                  answer.skeleton(),
                  200,
                  "s1",
                  answer.headers(),
                  SipContent.NONE,
                  List.of(notify)));
      assertThat(subscriber.readFinal().header("Expires")).isEqualTo("3600");
      try (TcpPeer peer = new TcpPeer(core.accept())) {
        SipMessage sent = peer.read();
        assertThat(sent.startLine()).startsWith("NOTIFY ");
        assertThat(sent.header("Subscription-State")).isEqualTo("active;expires=3600");
      }
    }
  }

  @Test
  void stopsRepeatingA2xxWhenTheAckWasReadElsewhere() throws Exception {
    try (TestEdge kit = TestEdge.builder().t1(Duration.ofMillis(30)).start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.invite().bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);
      kit.answer(request, 200, TestEdge.contact(), SipContent.NONE);
      assertThat(peer.readFinal().status()).isEqualTo(200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
      kit.edge.inbox().execute(new StopRetransmission(KEY, request.transaction()));
      org.awaitility.Awaitility.await()
          .until(() -> kit.meters.get("im.edge.awaiting.ack").gauge().value() == 0);
    }
  }

  @Test
  @Spec("RFC 3261 §18.1.1")
  void sendsALargeRequestOverTcpThoughTheHopIsUdp() throws Exception {
    int port = FreePorts.one();
    try (ServerSocket core = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        TestEdge kit = TestEdge.builder().nextHop(port, Protocol.UDP).start()) {
      SendRequest small = request("MESSAGE", "z9hG4bKo8", SipHeaders.NONE);
      kit.edge.executor().execute(withBody(small, new byte[1500]));
      try (TcpPeer peer = new TcpPeer(core.accept())) {
        SipMessage message = peer.read();
        assertThat(message.header("Via")).startsWith("SIP/2.0/TCP ");
        assertThat(message.body()).hasSize(1500);
      }
    }
  }

  @Test
  @Spec("RFC 3261 §18.1.1")
  void sendsALargeRequestByUdpWhenTheHopTakesNoConnection() throws Exception {
    try (UdpPeer peer = new UdpPeer();
        TestEdge kit = TestEdge.builder().nextHop(peer.port(), Protocol.UDP).start()) {
      SendRequest large = request("MESSAGE", "z9hG4bKo9", SipHeaders.NONE);
      kit.edge.executor().execute(withBody(large, new byte[1500]));
      SipMessage message = peer.read();
      assertThat(message.header("Via")).startsWith("SIP/2.0/UDP ");
      assertThat(message.body()).hasSize(1500);
      peer.send(kit.controlling, reply(message, 200, ""));
      assertThat(kit.backbone.await(SipResponse.class).request())
          .isEqualTo(new RequestId("z9hG4bKo9"));
      assertThat(kit.backbone.all()).hasSize(1);
    }
  }

  @Test
  void writesAnAnswerFromItsSkeletonWhenAnotherEdgeHeldTheRequest() throws Exception {
    try (TestEdge dead = TestEdge.builder().ordinal(1).start();
        TestEdge alive = TestEdge.builder().ordinal(2).start();
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpPeer peer = new TcpPeer(dead.controlling)) {
      peer.send(
          Requests.invite().sentBy("127.0.0.1:" + listener.getLocalPort()).via(";rport").bytes());
      SipRequest request = dead.backbone.awaitRequest(SipMethod.Invite.class);
      dead.close();
      alive
          .edge
          .executor()
          .execute(TestEdge.answerTo(request, 486, SipHeaders.NONE, SipContent.NONE));
      try (TcpPeer answered = new TcpPeer(listener.accept())) {
        assertThat(answered.read().status()).isEqualTo(486);
      }
    }
  }
}
