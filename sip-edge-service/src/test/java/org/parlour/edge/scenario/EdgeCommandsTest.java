package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;

/// Each method as a typed command.
class EdgeCommandsTest {
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

  private static SipRequest publish(Requests request, Class<? extends SipMethod> method)
      throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(request.bytes());
      SipRequest published = kit.backbone.awaitRequest(method);
      kit.answer(published, 200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
      return published;
    }
  }

  private static Requests refer(String referTo) {
    return Requests.of("REFER")
        .uri("sip:team@im.example.org")
        .header("Contact: <sip:alice@192.0.2.1>")
        .header("Refer-To: " + referTo);
  }

  @Test
  @Spec({"RFC 3515 §2.1", "RFC 4488 §4"})
  void readsARefer() throws Exception {
    SipMethod.Refer refer =
        (SipMethod.Refer)
            publish(
                    refer("<sip:bob@example.org;method=bye>").header("Refer-Sub: false"),
                    SipMethod.Refer.class)
                .method();
    assertThat(refer.referTo()).hasToString("sip:bob@example.org");
    assertThat(refer.referredMethod()).isEqualTo("BYE");
    assertThat(refer.subscribe()).isFalse();
  }

  @Test
  @Spec("RFC 3891 §3")
  void readsTheReplacesOfARefer() throws Exception {
    SipMethod.Refer refer =
        (SipMethod.Refer)
            publish(
                    refer("<sip:bob@example.org?Replaces=c1%40h%3Bto-tag%3D1%3Bfrom-tag%3D2>"),
                    SipMethod.Refer.class)
                .method();
    assertThat(refer.referTo()).hasToString("sip:bob@example.org");
    assertThat(refer.replaces()).isEqualTo("c1@h;to-tag=1;from-tag=2");
    assertThat(refer.referredMethod()).isEqualTo("INVITE");
    assertThat(refer.subscribe()).isTrue();
  }

  @Test
  @Spec("RFC 5368 §4")
  void readsAReferToSeveral() throws Exception {
    SipMethod.Refer refer =
        (SipMethod.Refer)
            publish(
                    refer("<cid:list@example.org>")
                        .header("Require: multiple-refer, norefersub")
                        .header("Content-Disposition: recipient-list")
                        .body(
                            "application/resource-lists+xml",
                            """
                            <resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>
                            <entry uri="sip:bob@example.org"/><entry uri="sip:carol@example.org"/>
                            </list></resource-lists>"""),
                    SipMethod.Refer.class)
                .method();
    assertThat(refer.referTo()).isNull();
    assertThat(refer.recipients()).hasSize(2);
  }

  @Test
  @Spec("RFC 3515 §2.4.1")
  void refusesAReferToNobody() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.of("REFER").bytes());
      assertThat(peer.readFinal().status()).isEqualTo(400);
    }
  }

  @Test
  @Spec("RFC 6665 §8.2.1")
  void readsASubscribe() throws Exception {
    SipRequest request =
        publish(
            Requests.of("SUBSCRIBE")
                .uri("sip:team@im.example.org")
                .header("Event: Conference;id=4")
                .header("Expires: 600")
                .header("Accept: application/conference-info+xml")
                .header("Privacy: id")
                .header("P-Asserted-Identity: <sip:alice@example.org>")
                .header("Contact: <sip:alice@192.0.2.1>"),
            SipMethod.Subscribe.class);
    assertThat(request.method())
        .isEqualTo(
            new SipMethod.Subscribe(
                new EventPackage("conference", "4"),
                600,
                List.of("application/conference-info+xml")));
    assertThat(request.anonymous()).isTrue();
  }

  @Test
  @Spec("RFC 3903 §4")
  void readsAPublish() throws Exception {
    SipMethod.Publish publish =
        (SipMethod.Publish)
            publish(
                    Requests.of("PUBLISH")
                        .uri("sip:alice@example.org")
                        .header("Event: poc-settings")
                        .header("Expires: 3600")
                        .header("SIP-If-Match: e1")
                        .body("application/poc-settings+xml", "<x/>"),
                    SipMethod.Publish.class)
                .method();
    assertThat(publish.ifMatch()).isEqualTo("e1");
    assertThat(publish.contentType()).isEqualTo("application/poc-settings+xml");
    assertThat(new String(publish.body(), StandardCharsets.UTF_8)).isEqualTo("<x/>");
  }

  @Test
  @Spec({"RFC 4028 §4", "7.2.1.3-2"})
  void readsTimersCapabilitiesAndFocus() throws Exception {
    SipRequest request =
        publish(
            Requests.of("INVITE")
                .header("Contact: <sip:alice@192.0.2.1>;+g.oma.sip-im=\"TRUE\";IsFocus")
                .header("x: 1800;refresher=uac")
                .header("Min-SE: 120")
                .header("k: Timer")
                .header("Allow: INVITE, update")
                .header("Record-Route: <sip:core;lr>, <sip:core2;lr>"),
            SipMethod.Invite.class);
    assertThat(request.sessionExpires())
        .isEqualTo(new SessionExpires(1800, SessionExpires.Refresher.UAC));
    assertThat(request.minSe()).isEqualTo(120);
    assertThat(request.peer().supported()).containsExactly("timer");
    assertThat(request.peer().allow()).containsExactlyInAnyOrder("INVITE", "UPDATE");
    assertThat(request.contact().focus()).isTrue();
    assertThat(request.contact().featureTags()).contains("+g.oma.sip-im");
    assertThat(request.recordRoutes()).containsExactly("<sip:core;lr>", "<sip:core2;lr>");
    assertThat(((SipMethod.Invite) request.method()).offer()).isNull();
  }

  @Test
  @Spec("RFC 5366 §4.3")
  void ignoresAListInAReInvite() throws Exception {
    SipRequest request =
        publish(
            Requests.of("INVITE")
                .to("<sip:team@im.example.org>;tag=ours")
                .header("Contact: <sip:alice@192.0.2.1>")
                .header("Content-Disposition: recipient-list")
                .body(
                    "application/resource-lists+xml",
                    "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>"
                        + "<entry uri=\"sip:bob@example.org\"/></list></resource-lists>"),
            SipMethod.Invite.class);
    assertThat(((SipMethod.Invite) request.method()).recipients()).isNull();
    assertThat(request.dialog().localTag()).isEqualTo("ours");
  }
}
