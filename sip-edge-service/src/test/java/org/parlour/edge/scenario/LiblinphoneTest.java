package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.Recipient;

/// What liblinphone 5.1 put on the wire when it created a group chat through the factory, octet by
/// octet: no session description, no feature tag, a GRUU for Contact.
class LiblinphoneTest {
  private static final String SESSION =
      "sip:team@im.example.org;session=k4w2m7q9x3z5b8d1f6g2h7j4n9";

  private static byte[] captured(String name) throws IOException {
    try (InputStream in =
        LiblinphoneTest.class.getResourceAsStream("/wire/liblinphone/" + name + ".sip")) {
      return in.readAllBytes();
    }
  }

  @Test
  @Spec({"RFC 5366 §4", "7.2.1.2-NOTE"})
  void itsListIsReadWithoutAnOfferBesideIt() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(captured("factory-invite"));
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);

      asksForBobAndCarol(request);
      assertThat(Objects.requireNonNull(request.contact()).address().parameter("gr"))
          .contains("urn:uuid:2d3cf8fb-ef5a-00cb-ab57-5ffcec257230");
      assertThat(request.carried()).containsEntry("Subject", "lunch");
    }
  }

  @Test
  @Spec("RFC 3261 §20.12")
  void whatItCompressesIsReadLikewise() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(captured("factory-invite-deflate"));
      asksForBobAndCarol(kit.backbone.awaitRequest(SipMethod.Invite.class));
    }
  }

  private static void asksForBobAndCarol(SipRequest request) {
    SipMethod.Invite invite = (SipMethod.Invite) request.method();
    assertThat(invite.offer()).isNull();
    assertThat(invite.recipients())
        .extracting(Recipient::address)
        .extracting(Object::toString)
        .containsExactly("sip:bob@example.org", "sip:carol@example.org");
  }

  @Test
  @Spec("D-26")
  void itKeepsTheSessionParameter() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(captured("subscribe"));
      assertThat(kit.backbone.awaitRequest(SipMethod.Subscribe.class).requestUri().toString())
          .isEqualTo(SESSION);
      peer.send(captured("message"));
      SipRequest message = kit.backbone.awaitRequest(SipMethod.Message.class);

      assertThat(message.requestUri().toString()).isEqualTo(SESSION);
      assertThat(((SipMethod.Message) message.method()).contentType()).isEqualTo("message/cpim");
    }
  }
}
