package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.DocumentSelection;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.xcapdiff.XcapDiff;
import org.parlour.protocol.xcapdiff.XcapDiffReader;

/// Subscriptions to documents, as they come from the core by the originating port.
@SuppressWarnings("NullAway.Init")
class EdgeDocumentsTest {
  private static final List<String> URIS =
      List.of("resource-lists/users/sip:alice@example.org/index", "test-app/");
  private static final XcapDiff DIFF =
      new XcapDiff("http://x", List.of(new XcapDiff.Document(URIS.getFirst(), "2", "1")));

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

  private static Requests subscribe(String event) {
    return Requests.of("SUBSCRIBE")
        .uri("sip:alice@example.org")
        .from("<sip:alice@example.org>;tag=a1")
        .to("<sip:alice@example.org>")
        .header("P-Asserted-Identity: <sip:alice@example.org>")
        .header("Event: " + event)
        .header("Contact: <sip:alice@192.0.2.1>")
        .header(
            "Route: <sip:127.0.0.1:"
                + kit.originating
                + ";lr>, <sip:127.0.0.1:9;transport=tcp;lr>");
  }

  private static SipMessage exchange(Requests request) throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.originating)) {
      peer.send(request.bytes());
      return peer.readFinal();
    }
  }

  private static SipRequest published(Requests request) throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.originating)) {
      peer.send(request.bytes());
      SipRequest published = kit.backbone.awaitRequest(SipMethod.Subscribe.class);
      kit.answer(published, 200, TestEdge.contact(), new SipContent.Documents(DIFF));
      SipMessage answer = peer.readFinal();
      assertThat(answer.header("Content-Type")).isEqualTo("application/xcap-diff+xml");
      assertThat(XcapDiffReader.read(answer.bodyText().getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(DIFF);
      return published;
    }
  }

  private static @Nullable DocumentSelection documents(SipRequest request) {
    return ((SipMethod.Subscribe) request.method()).documents();
  }

  @Test
  @Spec("RFC 5875")
  void readsWhichDocumentsAndKeysTheRequestByTheirOwner() throws Exception {
    SipRequest request =
        published(
            subscribe("xcap-diff; diff-processing=aggregate")
                .header("Content-Disposition: recipient-list")
                .body(ResourceLists.CONTENT_TYPE, ResourceLists.writeUris(URIS)));
    assertThat(request.role()).isEqualTo(ServiceRole.ORIGINATING);
    assertThat(kit.backbone.all().getFirst().key().value()).isEqualTo("sip:alice@example.org");
    assertThat(documents(request)).isEqualTo(new DocumentSelection(URIS, true));
  }

  @ParameterizedTest
  @CsvSource({
    "xcap-diff, false",
    "Xcap-Diff;diff-processing=no-patching, false",
    "xcap-diff;diff-processing=xcap-patching, false",
    "xcap-diff;id=7;diff-processing=Aggregate, true"
  })
  @Spec("RFC 5875")
  void readsWhetherChangesMayBeAggregated(String event, boolean aggregate) throws Exception {
    assertThat(documents(published(subscribe(event))))
        .isEqualTo(new DocumentSelection(null, aggregate));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list>",
        "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'><list/></resource-lists>",
        "<resource-lists xmlns='urn:other'><list><entry uri='a'/></list></resource-lists>",
        "<!DOCTYPE r [<!ENTITY a 'a'>]><resource-lists"
            + " xmlns='urn:ietf:params:xml:ns:resource-lists'><list><entry uri='&a;'/></list>"
            + "</resource-lists>"
      })
  @Spec("RFC 5875")
  void refusesABrokenList(String body) throws Exception {
    double before = kit.refused("malformed_body");
    SipMessage answer = exchange(subscribe("xcap-diff").body(ResourceLists.CONTENT_TYPE, body));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(kit.refused("malformed_body")).isEqualTo(before + 1);
    assertThat(kit.backbone.all()).isEmpty();
  }

  @Test
  @Spec("RFC 3261 §8.2.3")
  void refusesAnotherBody() throws Exception {
    SipMessage answer =
        exchange(subscribe("xcap-diff").body("application/simple-filter+xml", "<f/>"));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Accept")).contains("application/resource-lists+xml");
  }

  @Test
  void saysThatItServesDocuments() throws Exception {
    SipMessage answer =
        exchange(
            Requests.of("SUBSCRIBE")
                .uri("sip:alice@example.org")
                .header("P-Asserted-Identity: <sip:alice@example.org>")
                .header("Event: xcap-difference"));
    assertThat(answer.status()).isEqualTo(489);
    assertThat(answer.header("Allow-Events")).contains("xcap-diff");
  }
}
