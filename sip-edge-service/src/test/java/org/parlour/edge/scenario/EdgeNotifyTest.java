package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

/// What a server tells to which we subscribed.
@SuppressWarnings("NullAway.Init")
class EdgeNotifyTest {
  private static final AggregateKey KEY =
      AggregateKey.ofUpstream(ImAddress.parse("sip:team@im.example.org"));
  private static final String CONTACT =
      ImDomain.ofHost("im.example.org").documentsOf(KEY).toString();

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

  private static Requests notify(@Nullable String state, String event) {
    Requests request =
        Requests.of("NOTIFY")
            .uri(CONTACT)
            .from("<sip:xcap-diff@xdms.example.org>;tag=theirs")
            .to("<sip:im-server@example.org>;tag=ours")
            .header("Event: " + event);
    return state == null ? request : request.header("Subscription-State: " + state);
  }

  private static SipMethod.Notify published(Requests request) throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(request.bytes());
      SipRequest published = kit.backbone.awaitRequest(SipMethod.Notify.class);
      assertThat(kit.backbone.all().getFirst().key()).isEqualTo(KEY);
      assertThat(published.dialog().localTag()).isEqualTo("ours");
      kit.answer(published, 200, SipHeaders.NONE, SipContent.NONE);
      assertThat(peer.readFinal().status()).isEqualTo(200);
      return (SipMethod.Notify) published.method();
    }
  }

  @Test
  @Spec("RFC 6665 §8.2.1")
  void findsTheSubscriptionByItsContact() throws Exception {
    assertThat(
            published(
                notify("active;expires=600", "xcap-diff")
                    .body("application/xcap-diff+xml", "<whatever")))
        .isEqualTo(
            new SipMethod.Notify(
                new EventPackage(EventPackage.XCAP_DIFF, null),
                SipMethod.Notify.State.ACTIVE,
                600,
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "active, ACTIVE, , ,",
    "Active ; Expires=7, ACTIVE, 7, ,",
    "pending;expires=7, PENDING, 7, ,",
    "terminated, TERMINATED, , ,",
    "terminated;reason=probation;retry-after=60, TERMINATED, , PROBATION, 60",
    "terminated;reason=NoResource, TERMINATED, , NORESOURCE,",
    "terminated;reason=tired, TERMINATED, , ,",
    "dormant;expires=7, , 7, ,"
  })
  @Spec("RFC 6665 §8.2.3")
  void readsHowTheSubscriptionStands(
      String header,
      SipMethod.Notify.@Nullable State state,
      @Nullable Integer expires,
      @Nullable TerminationReason reason,
      @Nullable Integer retryAfter)
      throws Exception {
    assertThat(published(notify(header, "xcap-diff")))
        .isEqualTo(
            new SipMethod.Notify(
                new EventPackage(EventPackage.XCAP_DIFF, null),
                state,
                expires,
                reason,
                retryAfter));
  }

  @ParameterizedTest
  @ValueSource(strings = {"active;expires=soon", "active;expires=-1", "terminated;retry-after="})
  @Spec("RFC 6665 §8.2.3")
  void refusesWhatCannotBeRead(String state) throws Exception {
    assertThat(refused(notify(state, "xcap-diff"))).isEqualTo(400);
  }

  @Test
  @Spec("RFC 6665 §8.2.3")
  void refusesANotifyThatDoesNotSayHowItStands() throws Exception {
    assertThat(refused(notify(null, "xcap-diff"))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conference", "presence", ""})
  @Spec("RFC 6665 §8.2.1")
  void refusesWhatWeNeverSubscribeTo(String event) throws Exception {
    assertThat(refused(notify("active", event))).isEqualTo(489);
  }

  private static int refused(Requests request) throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(request.bytes());
      SipMessage answer = peer.readFinal();
      assertThat(kit.backbone.all()).isEmpty();
      return answer.status();
    }
  }
}
