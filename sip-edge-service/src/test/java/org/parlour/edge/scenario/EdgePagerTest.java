package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

/// Pager messages between the wire and the core.
class EdgePagerTest {
  private static final String LIST =
      """
      Content-Type: application/resource-lists+xml
      Content-Disposition: recipient-list

      <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>\
      <entry uri="sip:bob@example.org"/></list></resource-lists>""";

  private static Requests exploder(String... parts) {
    StringBuilder body = new StringBuilder();
    for (String part : parts) {
      body.append("--b1\n").append(part).append('\n');
    }
    return Requests.of("MESSAGE")
        .uri("sip:exploder@im.example.org")
        .header("P-Asserted-Identity: <sip:alice@example.org>")
        .body("multipart/mixed;boundary=b1", (body + "--b1--\n").replace("\n", "\r\n"));
  }

  private static SipRequest published(Requests request) throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(request.bytes());
      return kit.backbone.awaitRequest(SipMethod.Message.class);
    }
  }

  private static SipMethod.Message message(Requests request) throws Exception {
    return (SipMethod.Message) published(request).method();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Test
  @Spec({"8.3.2.1-5a", "RFC 5365 §4"})
  void takesTheListAwayFromTheMessage() throws Exception {
    SipMethod.Message message =
        message(exploder("Content-Type: text/plain;charset=UTF-8\n\nhi", LIST));

    assertThat(message.contentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(text(message.body())).isEqualTo("hi");
    assertThat(message.recipients())
        .extracting(Recipient::address)
        .containsExactly(ImAddress.parse("sip:bob@example.org"));
  }

  @Test
  @Spec("8.3.2.1-1")
  void keepsTheOtherPartsTogether() throws Exception {
    SipMethod.Message message =
        message(
            exploder(
                "Content-Type: text/plain\n\nhi", LIST, "Content-Type: image/png\n\nnot really"));

    List<BodyPart> parts = Multipart.read(message.contentType(), message.body());
    assertThat(parts).extracting(BodyPart::mediaType).containsExactly("text/plain", "image/png");
    assertThat(text(parts.get(1).body())).isEqualTo("not really");
  }

  @Test
  @Spec("8.3.2.1-1")
  void leavesABodyWithoutAListAsItIs() throws Exception {
    Requests request =
        exploder("Content-Type: text/plain\n\nhi", "Content-Type: text/html\n\n<b>hi</b>");

    SipMethod.Message message = message(request);

    assertThat(message.contentType()).isEqualTo("multipart/mixed;boundary=b1");
    assertThat(text(request.bytes())).endsWith(text(message.body()));
    assertThat(message.recipients()).isNull();
  }

  @Test
  @Spec({"8.3.2.1-2", "8.3.2.1-IMS", "D-40"})
  void carriesWhatRecipientsAreToReadToo() throws Exception {
    Map<String, String> carried =
        published(
                Requests.message("hi")
                    .header("P-Charging-Vector: icid-value=1")
                    .header("P-Charging-Function-Addresses: ccf=192.0.2.5")
                    .header("Date: Wed, 25 Nov 2026 10:00:00 GMT")
                    .header("Expires: 60")
                    .header("Accept-Contact: *;+g.oma.sip-im;require, *;mobility=\"mobile\"")
                    .header("Accept-Contact: *;+G.OMA.SIP-IM=\"TRUE\"")
                    .header("Accept-Contact: *;+g.oma.sip-im.large-message"))
            .carried();

    assertThat(carried)
        .containsEntry("P-Charging-Vector", "icid-value=1")
        .containsEntry("P-Charging-Function-Addresses", "ccf=192.0.2.5")
        .containsEntry("Date", "Wed, 25 Nov 2026 10:00:00 GMT")
        .containsEntry("Expires", "60")
        .containsEntry("Accept-Contact", "*;mobility=\"mobile\", *;+g.oma.sip-im.large-message");
  }

  @Test
  void refusesAMessageBeyondTheLimitAndSaysSo() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(exploder("Content-Type: text/plain\n\n" + "x".repeat(1301), LIST).bytes());
      SipMessage answer = peer.readFinal();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.header("Warning"))
          .isEqualTo("399 im.example.org:5090 \"message too large\"");
      assertThat(kit.refused("too_large")).isEqualTo(1);
    }
  }

  @Test
  @Spec("RFC 5365 §8")
  void oneOriginatorMaySendSoManyAMinute() throws Exception {
    try (TestEdge kit = TestEdge.builder().messagesPerMinute(2).start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      for (int i = 0; i < 2; i++) {
        peer.send(from("alice").bytes());
        kit.backbone.awaitRequest(SipMethod.Message.class);
        kit.backbone.clear();
      }

      peer.send(from("alice").bytes());
      SipMessage answer = peer.readFinal();
      assertThat(answer.status()).isEqualTo(480);
      assertThat(answer.header("Warning")).endsWith("\"too many messages\"");
      assertThat(answer.header("Retry-After")).isNotNull();
      assertThat(kit.refused("quota")).isEqualTo(1);
      assertThat(kit.backbone.all()).isEmpty();

      peer.send(from("bob").bytes());
      kit.backbone.awaitRequest(SipMethod.Message.class);
    }
  }

  private static Requests from(String user) {
    return Requests.message("hi").header("P-Asserted-Identity: <sip:" + user + "@example.org>");
  }

  @Test
  @Spec({"8.3.2.1-5a", "RFC 5365 §7.3"})
  void writesTheHistoryAsAPartThatNobodyHasToKnow() throws Exception {
    SipContent content =
        new SipContent.MessageWithHistory(
            "text/plain",
            "hi".getBytes(StandardCharsets.UTF_8),
            List.of(
                Recipient.to(ImAddress.parse("sip:bob@example.org")),
                new Recipient(
                    ImAddress.parse("sip:anonymous@anonymous.invalid"),
                    CopyControl.CC,
                    true,
                    null)));
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.message("hi").bytes());
      kit.answer(kit.backbone.awaitRequest(SipMethod.Message.class), 202, SipHeaders.NONE, content);
      SipMessage written = peer.readFinal();

      List<BodyPart> parts =
          Multipart.read(
              String.valueOf(written.header("Content-Type")),
              written.bodyText().getBytes(StandardCharsets.UTF_8));
      assertThat(parts.get(0).contentType()).isEqualTo("text/plain");
      assertThat(parts.get(1).disposition()).isEqualTo("recipient-list-history");
      assertThat(parts.get(1).handlingRequired()).isFalse();
      assertThat(ResourceLists.read(parts.get(1).body())).hasSize(2);
    }
  }
}
