package org.parlour.edge.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;

class EdgeDrainTest {
  @Test
  void takesNothingNewButBringsDialogsToTheirEnd() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      kit.edge.drain();
      peer.send(Requests.of("OPTIONS").bytes());
      assertThat(peer.readFinal().status()).isEqualTo(503);
      peer.send(Requests.invite().bytes());
      assertThat(peer.readFinal().status()).isEqualTo(503);
      peer.send(
          Requests.of("BYE")
              .uri("sip:team@im.example.org")
              .to("<sip:team@im.example.org>;tag=ours")
              .bytes());
      kit.answer(kit.backbone.awaitRequest(SipMethod.Bye.class), 200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
    }
  }

  @Test
  void neverPrintsTheSecret() {
    assertThat(new ClusterProperties(SecretText.valueOf("hush-hush-hush-hush"), 1))
        .asString()
        .contains("[REDACTED]")
        .doesNotContain("hush");
  }
}
