package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;

/// The originating and terminating ports.
class EdgeRelayTest {
  @Test
  @Spec("RFC 3261 §16.11")
  void passesARequestOnToTheNextRouteAndItsResponseBack() throws Exception {
    try (ServerSocket core = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestEdge kit = TestEdge.start();
        TcpPeer sender = new TcpPeer(kit.originating)) {
      Requests message =
          Requests.of("MESSAGE")
              .uri("sip:bob@example.org")
              .via(";rport")
              .header(
                  "Route: <sip:127.0.0.1:"
                      + kit.originating
                      + ";transport=tcp;lr>, "
                      + "<sip:127.0.0.1:"
                      + core.getLocalPort()
                      + ";transport=tcp;lr;orig=7>")
              .body("text/plain", "grüße");
      sender.send(message.bytes());
      try (TcpPeer next = new TcpPeer(core.accept())) {
        SipMessage passed = next.read();
        assertThat(passed.startLine()).isEqualTo("MESSAGE sip:bob@example.org SIP/2.0");
        assertThat(passed.head().all("Via")).hasSize(2);
        assertThat(passed.header("Route")).contains("orig=7");
        assertThat(passed.head().all("Route")).hasSize(1);
        assertThat(passed.header("Max-Forwards")).isEqualTo("69");
        assertThat(passed.bodyText()).isEqualTo("grüße");

        next.send(
            "SIP/2.0 200 OK\r\nVia: "
                + passed.head().all("Via").get(0)
                + "\r\nVia: "
                + passed.head().all("Via").get(1)
                + "\r\nFrom: "
                + passed.header("From")
                + "\r\nTo: "
                + passed.header("To")
                + ";tag=b"
                + "\r\nCall-ID: "
                + passed.header("Call-ID")
                + "\r\nCSeq: "
                + passed.header("CSeq")
                + "\r\nContent-Length: 0\r\n\r\n");
        SipMessage back = sender.read();
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.head().all("Via")).hasSize(1);
        assertThat(back.header("Via")).contains("branch=" + message.branch());

        sender.send(message.bytes());
        assertThat(next.read().head().all("Via").getFirst())
            .as("the same branch for a retransmission")
            .isEqualTo(passed.head().all("Via").getFirst());
      }
      assertThat(kit.backbone.all()).isEmpty();
    }
  }

  @Test
  @Spec("6.1.1")
  void publishesAThirdPartyRegistrationUnderItsUser() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer core = new TcpPeer(kit.originating)) {
      core.send(
          Requests.of("REGISTER")
              .uri("sip:as1.im.example.org:5070")
              .to("<sip:bob@example.org>")
              .from("<sip:scscf@core.example.org>;tag=3p1")
              .header("Contact: <sip:scscf@core.example.org:5060;transport=tcp>")
              .header("Expires: 3600")
              .bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Register.class);
      assertThat(request.role()).isEqualTo(ServiceRole.ORIGINATING);
      assertThat(request.method()).isEqualTo(new SipMethod.Register(3600));
      assertThat(kit.backbone.all().getFirst().key().value()).isEqualTo("sip:bob@example.org");
      kit.answer(
          request,
          200,
          org.parlour.contracts.sip.SipHeaders.builder().expires(3600).build(),
          org.parlour.contracts.sip.SipContent.NONE);
      assertThat(core.readFinal().header("Expires")).isEqualTo("3600");
    }
  }
}
