package org.parlour.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.media.MediaSession;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transaction.ServerTransaction;
import org.parlour.client.transport.SipFlow;
import org.parlour.msrp.message.FailureReport;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SdpReader;
import org.parlour.protocol.sdp.SdpWriter;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// The client against a scripted focus, over real sockets.
class ImSessionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<Recipient> BOB_AND_CAROL =
      List.of(
          Recipient.to(ImAddress.sip("bob", "example.org")),
          Recipient.to(ImAddress.sip("carol", "example.org")));

  private final ClientRuntime runtime = new ClientRuntime();
  private final EventLog log = new EventLog();
  private FakeFocus focus;

  @BeforeEach
  void start() {
    focus = new FakeFocus(runtime.nextLoop());
  }

  @AfterEach
  void stop() {
    focus.close();
    runtime.close();
  }

  private static ClientOptions alice() {
    return ClientOptions.of("alice", "example.org", "im.example.org");
  }

  private ImClient client(ClientOptions options) throws Exception {
    ImClient client =
        ImClient.open(runtime, CoreAddress.tcp(focus.address()), options, log)
            .get(10, TimeUnit.SECONDS);
    client.register().get(10, TimeUnit.SECONDS);
    return client;
  }

  /// A session of the client, seen from the focus.
  private record Running(
      ImSession session, MediaSession media, Dialog dialog, SipFlow flow, SipRequest invite) {}

  private Running run(ClientOptions options, String sessionExpires) throws Exception {
    MediaSession media = focus.openMedia();
    Dialog[] dialog = new Dialog[1];
    focus.on(Methods.INVITE, invite -> dialog[0] = FakeFocus.accept(invite, media, sessionExpires));
    SessionAttempt attempt = client(options).createSession(BOB_AND_CAROL, SessionOptions.DEFAULT);
    ServerTransaction invite = focus.next(Methods.INVITE);
    ImSession session = attempt.session().get(10, TimeUnit.SECONDS);
    return new Running(session, media, dialog[0], invite.flow(), invite.request());
  }

  private Running run() throws Exception {
    return run(alice(), "1800;refresher=uac");
  }

  private static @Nullable String header(SipRequest request, String name) {
    return request.headers().first(name);
  }

  @Test
  @Spec({"RFC 5366 §4.1", "RFC 4579 §5.4", "RFC 3840 §9"})
  void adHocInviteCarriesOfferListAndFeatureTag() throws Exception {
    SipRequest invite = run().invite();
    assertThat(invite.uri()).isEqualTo("sip:conference-factory@im.example.org");
    assertThat(header(invite, HeaderName.FROM))
        .startsWith("\"Alice\" <sip:alice@example.org>;tag=");
    assertThat(header(invite, HeaderName.CONTACT)).endsWith(";+g.oma.sip-im");
    assertThat(header(invite, HeaderName.ACCEPT_CONTACT)).isEqualTo("*;+g.oma.sip-im");
    assertThat(header(invite, HeaderName.REQUIRE)).isEqualTo("recipient-list-invite");
    assertThat(header(invite, HeaderName.SUPPORTED)).isEqualTo("timer, norefersub");
    assertThat(header(invite, HeaderName.SESSION_EXPIRES)).isEqualTo("1800;refresher=uac");
    assertThat(header(invite, HeaderName.MIN_SE)).isEqualTo("90");
    List<BodyPart> parts = Parties.parts(invite);
    assertThat(parts)
        .extracting(BodyPart::mediaType)
        .containsExactly("application/sdp", ResourceLists.CONTENT_TYPE);
    assertThat(parts.get(1).disposition()).isEqualTo("recipient-list");
    assertThat(ResourceLists.read(parts.get(1).body())).isEqualTo(BOB_AND_CAROL);
    MsrpMedia offer = SdpReader.read(parts.get(0).body()).msrp().orElseThrow();
    assertThat(offer.acceptTypes()).startsWith("message/cpim");
    assertThat(offer.setup()).isEqualTo(Setup.ACTIVE);
    assertThat(offer.port()).isEqualTo(9);
  }

  @Test
  @Spec({"RFC 3261 §13.2.2.4", "RFC 4975 §5.4", "RFC 3862 §2"})
  void acceptedSessionIsAcknowledgedAndCarriesCpim() throws Exception {
    Running running = run();
    SipRequest ack = focus.nextAck();
    assertThat(ack.uri()).isEqualTo(FakeFocus.S);
    assertThat(ack.cseq()).isEqualTo(running.invite().cseq());
    assertThat(running.session().hasFocus()).isTrue();
    assertThat(running.session().identity().toString()).isEqualTo(FakeFocus.S);
    running.session().send("pizza?").get(10, TimeUnit.SECONDS);
    CpimMessage message = CpimMessage.read(focus.nextMessage().getBytes(StandardCharsets.UTF_8));
    assertThat(message.headers().from()).isEqualTo(alice().nameAddress());
    assertThat(message.headers().to().getFirst().address().toString()).isEqualTo(FakeFocus.S);
    assertThat(message.headers().dateTime()).isNotNull();
    assertThat(message.contentText()).isEqualTo("pizza?");
  }

  @Test
  @Spec("RFC 4975 §7.3.1")
  void messageFromTheSwitchBecomesAnEvent() throws Exception {
    Running running = run();
    byte[] body =
        CpimMessage.text(
                new NameAddress("Bob", ImAddress.sip("bob", "example.org")),
                NameAddress.of(running.session().identity()),
                null,
                "text/plain; charset=utf-8",
                "yes ☺".getBytes(StandardCharsets.UTF_8))
            .write();
    focus.onLoop(() -> running.media().send("message/cpim", body, FailureReport.YES));
    var received = log.await("message", ClientEvent.MessageReceived.class, e -> true, PATIENCE);
    assertThat(received.message().text()).isEqualTo("yes ☺");
    assertThat(received.message().from().displayName()).isEqualTo("Bob");
  }

  @Test
  @Spec({"7.1.1.12-1", "7.1.1.12-2", "7.1.1.12-4", "7.1.1.12-R200"})
  void leavingSendsByeToTheSessionIdentityAndReleasesMedia() throws Exception {
    Running running = run();
    var left = running.session().leave();
    SipRequest bye = focus.next(Methods.BYE).request();
    assertThat(bye.uri()).isEqualTo(FakeFocus.S);
    assertThat(bye.callId()).isEqualTo(running.invite().callId());
    assertThat(bye.fromTag()).isEqualTo(running.invite().fromTag());
    assertThat(bye.toTag()).isNotNull();
    assertThat(bye.cseq()).isGreaterThan(running.invite().cseq());
    assertThat(header(bye, HeaderName.PRIVACY)).isNull();
    left.get(10, TimeUnit.SECONDS);
    focus.mediaLost.get(10, TimeUnit.SECONDS);
    assertThat(running.session().isEnded()).isTrue();
    assertThat(running.session().send("too late")).failsWithin(PATIENCE);
  }

  @Test
  @Spec("7.1.1.12-3")
  void anonymousUserAsksForPrivacyInInviteAndBye() throws Exception {
    Running running = run(alice().withAnonymity(), "1800;refresher=uac");
    assertThat(header(running.invite(), HeaderName.PRIVACY)).isEqualTo("id");
    assertThat(header(running.invite(), HeaderName.FROM))
        .startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=");
    assertThat(header(running.invite(), HeaderName.PREFERRED_IDENTITY))
        .contains("sip:alice@example.org");
    running.session().leave();
    assertThat(header(focus.next(Methods.BYE).request(), HeaderName.PRIVACY)).isEqualTo("id");
  }

  private SipRequest reInvite(Running running, SessionDescription offer) {
    SipRequest request = running.dialog().request(Methods.INVITE);
    request
        .headers()
        .add(HeaderName.CONTACT, FakeFocus.CONTACT)
        .add(HeaderName.SUPPORTED, "timer")
        .add(HeaderName.SESSION_EXPIRES, "1800;refresher=uas");
    return request.withBody("application/sdp", SdpWriter.write(offer));
  }

  private SipResponse modify(Running running, SessionDescription offer) throws Exception {
    SipResponse response =
        focus.send(reInvite(running, offer), running.flow()).get(10, TimeUnit.SECONDS);
    if (response.success()) {
      focus.ack(running.dialog(), response, running.flow());
    }
    return response;
  }

  @Test
  @Spec({
    "7.1.2.2-1",
    "7.1.2.2-1a",
    "7.1.2.2-3",
    "7.1.2.2-4",
    "7.1.2.2-5",
    "7.1.2.2-6",
    "7.1.2.2-7"
  })
  void partlyAcceptableModificationIsAnsweredWithTheSubset() throws Exception {
    Running running = run();
    SipResponse response =
        modify(
            running,
            FakeFocus.describe(
                running.media(), 2, Setup.PASSIVE, "message/cpim image/x text/plain"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first(HeaderName.SESSION_EXPIRES))
        .isEqualTo("1800;refresher=uas");
    assertThat(response.headers().lists(HeaderName.SUPPORTED, "timer")).isTrue();
    MsrpMedia answer = SdpReader.read(response.body()).msrp().orElseThrow();
    assertThat(answer.acceptTypes()).containsExactly("message/cpim", "text/plain");
    running.session().send("still here").get(10, TimeUnit.SECONDS);
  }

  @Test
  @Spec("7.1.2.2-1b")
  void modificationWithNothingAcceptableIsRefusedAndTheChatGoesOn() throws Exception {
    Running running = run();
    SipResponse response =
        modify(running, FakeFocus.describe(running.media(), 2, Setup.PASSIVE, "image/x"));
    assertThat(response.status()).isEqualTo(488);
    running.session().send("still here").get(10, TimeUnit.SECONDS);
    assertThat(focus.nextMessage()).endsWith("still here");
  }

  @Test
  @Spec("7.1.2.2-2")
  void newPathOfAModificationIsUsed() throws Exception {
    Running running = run();
    MediaSession moved = focus.openMedia();
    SipResponse response =
        modify(running, FakeFocus.describe(moved, 2, Setup.ACTPASS, "message/cpim"));
    SessionDescription answer = SdpReader.read(response.body());
    assertThat(answer.sessionVersion()).isEqualTo(2);
    focus.onLoop(() -> moved.expect(MsrpPath.parse(answer.msrp().orElseThrow().path().getFirst())));
    log.await("new media", ClientEvent.MediaChanged.class, e -> true, PATIENCE);
    focus.mediaLost.get(10, TimeUnit.SECONDS);
    assertThat(moved.isOpen()).isTrue();
    running.session().send("on the new path").get(10, TimeUnit.SECONDS);
    assertThat(focus.nextMessage()).endsWith("on the new path");
  }

  @Test
  @Spec({"7.1.2.2-4", "RFC 4028 §10"})
  void clientRefreshesTheSessionAtHalfOfTheInterval() throws Exception {
    Running running = run(alice(), "2;refresher=uac");
    SipRequest refresh = focus.next(Methods.INVITE).request();
    assertThat(refresh.uri()).isEqualTo(FakeFocus.S);
    assertThat(header(refresh, HeaderName.SESSION_EXPIRES)).endsWith(";refresher=uac");
    assertThat(SdpReader.read(refresh.body()).sessionVersion()).isEqualTo(1);
    assertThat(refresh.callId()).isEqualTo(running.invite().callId());
  }

  @Test
  @Spec("RFC 3261 §15.1.2")
  void byeOfTheFocusEndsTheSession() throws Exception {
    Running running = run();
    SipRequest bye = running.dialog().request(Methods.BYE);
    bye.headers().add(HeaderName.REASON, "SIP;cause=403;text=\"you were removed\"");
    assertThat(focus.send(bye, running.flow()).get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    var ended = log.await("end", ClientEvent.SessionEnded.class, e -> true, PATIENCE);
    assertThat(ended.reason()).isEqualTo("you were removed");
    SipRequest again = running.dialog().request(Methods.BYE);
    assertThat(focus.send(again, running.flow()).get(10, TimeUnit.SECONDS).status()).isEqualTo(481);
  }

  @Test
  @Spec({"RFC 3261 §12.2.2", "RFC 3261 §8.2.2.3"})
  void requestsOutOfOrderOrWithUnknownNeedsAreRefused() throws Exception {
    Running running = run();
    SipRequest later = running.dialog().request(Methods.OPTIONS);
    later.headers().set(HeaderName.CSEQ, "50 OPTIONS");
    assertThat(focus.send(later, running.flow()).get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
    SipRequest late = running.dialog().request(Methods.BYE);
    assertThat(focus.send(late, running.flow()).get(10, TimeUnit.SECONDS).status()).isEqualTo(500);
  }

  @Test
  @Spec("RFC 4028 §6")
  void intervalThatIsTooSmallIsRaised() throws Exception {
    MediaSession media = focus.openMedia();
    int[] count = {0};
    focus.on(
        Methods.INVITE,
        invite -> {
          if (count[0]++ == 0) {
            SipResponse response = invite.prepare(422);
            response.headers().add(HeaderName.MIN_SE, "2000");
            invite.respond(response);
          } else {
            FakeFocus.accept(invite, media, "2000;refresher=uac");
          }
        });
    SessionAttempt attempt = client(alice()).createSession(BOB_AND_CAROL, SessionOptions.DEFAULT);
    attempt.session().get(10, TimeUnit.SECONDS);
    focus.next(Methods.INVITE);
    SipRequest second = focus.next(Methods.INVITE).request();
    assertThat(header(second, HeaderName.SESSION_EXPIRES)).isEqualTo("2000;refresher=uac");
  }

  @Test
  @Spec("RFC 3261 §20.43")
  void refusalIsToldWithItsWarning() throws Exception {
    focus.on(
        Methods.INVITE,
        invite -> {
          SipResponse response = invite.prepare(486);
          response.headers().add(HeaderName.WARNING, "399 im \"too many participants\"");
          invite.respond(response);
        });
    SessionAttempt attempt = client(alice()).createSession(BOB_AND_CAROL, SessionOptions.DEFAULT);
    assertThat(attempt.session())
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("486 Busy Here: too many participants");
  }

  @Test
  @Spec({"RFC 3515 §2.4.1", "RFC 4488 §4"})
  void invitingSomebodySendsReferWithoutSubscription() throws Exception {
    focus.on(
        Methods.REFER,
        refer -> {
          SipResponse response = refer.prepare(202);
          response.headers().add(HeaderName.REFER_SUB, "false");
          refer.respond(response);
        });
    Running running = run();
    running.session().invite(ImAddress.sip("dave", "example.org")).get(10, TimeUnit.SECONDS);
    SipRequest refer = focus.next(Methods.REFER).request();
    assertThat(refer.uri()).isEqualTo(FakeFocus.S);
    assertThat(header(refer, HeaderName.REFER_TO))
        .isEqualTo("<sip:dave@example.org;method=INVITE>");
    assertThat(header(refer, HeaderName.REFER_SUB)).isEqualTo("false");
    assertThat(refer.callId()).isNotEqualTo(running.invite().callId());
  }

  @Test
  void brokenMediaConnectionIsTold() throws Exception {
    Running running = run();
    focus.onLoop(running.media()::close);
    log.await("loss", ClientEvent.MediaLost.class, e -> true, PATIENCE);
  }
}
