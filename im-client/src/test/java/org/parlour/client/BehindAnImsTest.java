package org.parlour.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.media.MediaSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipHeaders;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.Setup;

/// The client with a P-CSCF and an S-CSCF on the way (D-40): it keeps the route set of every
/// dialog, says who it prefers to be, leaves charging to the network, and reserves nothing.
class BehindAnImsTest {
  private static final String PCSCF = "<sip:pcscf.example.org;lr>";
  private static final String SCSCF = "<sip:scscf.example.org;lr>";

  private final ClientRuntime runtime = new ClientRuntime();
  private final EventLog log = new EventLog();
  private FakeFocus focus;
  private MediaSession media;
  private ImSession session;
  private Dialog dialog;
  private ServerTransaction invite;

  @BeforeEach
  void joins() throws Exception {
    focus = new FakeFocus(runtime.nextLoop());
    media = focus.openMedia();
    Dialog[] accepted = new Dialog[1];
    focus.on(
        Methods.INVITE,
        received -> {
          passedOn(received.request());
          accepted[0] = FakeFocus.accept(received, media, "1800;refresher=uac");
        });
    ImClient client =
        ImClient.open(
                runtime,
                CoreAddress.tcp(focus.address()),
                ClientOptions.of("alice", "example.org", "im.example.org"),
                log)
            .get(10, TimeUnit.SECONDS);
    session = client.join(ImAddress.parse(FakeFocus.S)).session().get(10, TimeUnit.SECONDS);
    invite = focus.next(Methods.INVITE);
    dialog = accepted[0];
  }

  /// As both of them would have let it appear at the focus.
  private static void passedOn(SipRequest request) {
    request
        .headers()
        .add(HeaderName.RECORD_ROUTE, SCSCF)
        .add(HeaderName.RECORD_ROUTE, PCSCF)
        .add(HeaderName.CHARGING_VECTOR, "icid-value=\"1\"");
  }

  @AfterEach
  void stop() {
    focus.close();
    runtime.close();
  }

  @Test
  @Spec({"7.1.2.2-IMS", "D-40"})
  void aModificationIsAnsweredAlongTheRouteSet() throws Exception {
    SipRequest modify = dialog.request(Methods.INVITE);
    modify
        .headers()
        .remove(HeaderName.ROUTE)
        .add(HeaderName.RECORD_ROUTE, PCSCF)
        .add(HeaderName.RECORD_ROUTE, SCSCF)
        .add(HeaderName.CONTACT, FakeFocus.CONTACT)
        .add(HeaderName.ASSERTED_IDENTITY, "<sip:conference-factory@im.example.org>")
        .add(HeaderName.CHARGING_VECTOR, "icid-value=\"2\"");
    SipResponse response =
        focus
            .send(
                modify.withBody(
                    "application/sdp",
                    SdpWriter.write(FakeFocus.describe(media, 2, Setup.PASSIVE, "message/cpim"))),
                invite.flow())
            .get(10, TimeUnit.SECONDS);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().all(HeaderName.RECORD_ROUTE)).containsExactly(PCSCF, SCSCF);
    assertOnlyTheNetworkCharges(response.headers());
    focus.ack(dialog, response, invite.flow());
    session.leave().get(10, TimeUnit.SECONDS);
    SipRequest bye = focus.next(Methods.BYE).request();
    assertThat(bye.headers().all(HeaderName.ROUTE)).containsExactly(PCSCF, SCSCF);
    assertThat(bye.uri()).isEqualTo(FakeFocus.S);
    assertOnlyTheNetworkCharges(bye.headers());
  }

  @Test
  @Spec({"7.1.1.12-IMS", "D-40"})
  void aSubscriptionIsRefreshedAlongItsOwnRouteSet() throws Exception {
    session.subscribe();
    ServerTransaction subscribe = focus.next(Methods.SUBSCRIBE);
    assertThat(subscribe.request().headers().first(HeaderName.PREFERRED_IDENTITY))
        .contains("<sip:alice@example.org>");
    assertOnlyTheNetworkCharges(subscribe.request().headers());
    passedOn(subscribe.request());
    SipResponse accepted = subscribe.prepare(200);
    accepted
        .headers()
        .add(HeaderName.CONTACT, FakeFocus.CONTACT)
        .add(HeaderName.ASSERTED_IDENTITY, "<sip:conference-factory@im.example.org>")
        .add(HeaderName.EXPIRES, "2");
    focus.onLoop(() -> subscribe.respond(accepted));

    SipRequest refresh = focus.next(Methods.SUBSCRIBE).request();

    assertThat(refresh.toTag()).isNotNull();
    assertThat(refresh.headers().all(HeaderName.ROUTE)).containsExactly(PCSCF, SCSCF);
    assertThat(refresh.uri()).isEqualTo(FakeFocus.S);
  }

  private static void assertOnlyTheNetworkCharges(SipHeaders headers) {
    assertThat(headers.has(HeaderName.CHARGING_VECTOR)).isFalse();
    assertThat(headers.has(HeaderName.ASSERTED_IDENTITY)).isFalse();
    assertThat(List.of("100rel", "precondition"))
        .noneMatch(tag -> headers.lists(HeaderName.REQUIRE, tag));
  }
}
