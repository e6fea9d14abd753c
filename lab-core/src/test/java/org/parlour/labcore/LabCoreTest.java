package org.parlour.labcore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.client.ClientRuntime;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;
import org.parlour.client.transport.SipFlow;
import org.parlour.protocol.Spec;

/// Registrar and router over real sockets, message by message.
class LabCoreTest {
  private static final String S = "sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org";

  private final ClientRuntime runtime = new ClientRuntime();
  private final List<AutoCloseable> open = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // every test begins with start()
  private LabCore core;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable peer : open) {
      peer.close();
    }
    runtime.close();
    core.close();
  }

  private static LabCoreConfig config() {
    return LabCoreConfig.standalone()
        .withListen(new InetSocketAddress("127.0.0.1", 0))
        .withThirdPartyRegister(false);
  }

  private void start(LabCoreConfig config) throws IOException {
    core = LabCore.start(config);
  }

  private RawPeer peer(String name) {
    RawPeer peer = new RawPeer(runtime.nextLoop(), name);
    open.add(peer);
    return peer;
  }

  /// Nobody listens at the port of tcpmux.
  private static InetSocketAddress dead() {
    return new InetSocketAddress("127.0.0.1", 1);
  }

  private SipFlow registered(RawPeer peer) throws InterruptedException {
    SipFlow flow = peer.connect(core.address());
    assertThat(peer.register(flow, "3600").status()).isEqualTo(200);
    return flow;
  }

  @Test
  @Spec({"RFC 3261 §10.3", "RFC 3261 §22.4"})
  void registersAfterAChallengeAndRemoves() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    SipFlow flow = alice.connect(core.address());
    SipResponse registered = alice.register(flow, "600");
    assertThat(registered.status()).isEqualTo(200);
    assertThat(registered.headers().first(HeaderName.CONTACT))
        .isEqualTo(alice.contact(flow) + ";expires=600");
    assertThat(core.registeredUsers()).isOne();
    assertThat(alice.register(flow, "2").status()).isEqualTo(423);
    assertThat(alice.register(flow, "0").status()).isEqualTo(200);
    assertThat(core.registeredUsers()).isZero();
  }

  @Test
  @Spec({"RFC 3325 §5", "RFC 3325 §9.1"})
  void identityOfAClientIsAssertedAndAForgedOneRemoved() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    RawPeer bob = peer("bob");
    SipFlow flow = registered(alice);
    registered(bob);
    SipRequest message = alice.request("MESSAGE", "sip:bob@example.org", flow);
    message
        .headers()
        .set(HeaderName.FROM, "\"Alice L.\" <sip:alice@example.org>;tag=1")
        .add(HeaderName.ASSERTED_IDENTITY, "<sip:president@example.org>")
        .add(HeaderName.PREFERRED_IDENTITY, "<sip:alice@example.org>");
    alice.send(message, flow);
    SipRequest seen = bob.request();
    assertThat(seen.headers().all(HeaderName.ASSERTED_IDENTITY))
        .containsExactly("\"Alice L.\" <sip:alice@example.org>");
    assertThat(seen.headers().has(HeaderName.PREFERRED_IDENTITY)).isFalse();
    assertThat(seen.uri()).startsWith("sip:bob@127.0.0.1:");
    assertThat(seen.headers().first(HeaderName.MAX_FORWARDS)).isEqualTo("69");
    assertThat(seen.headers().count(HeaderName.VIA)).isEqualTo(2);
  }

  @Test
  @Spec("RFC 3325 §5")
  void identityOfWhoAnswersIsAsserted() throws Exception {
    RawPeer server = peer("im");
    InetSocketAddress controlling = server.listen();
    start(config().withImServer(List.of(controlling), List.of(controlling), List.of(dead())));
    RawPeer bob = peer("bob");
    SipFlow bobFlow = registered(bob);
    SipFlow flow = server.connect(core.address());
    SipRequest invite = server.request("INVITE", "sip:bob@example.org", flow);
    invite
        .headers()
        .set(HeaderName.VIA, "SIP/2.0/TCP im.example.org;branch=z9hG4bKim1")
        .add(HeaderName.ASSERTED_IDENTITY, "\"Alice\" <sip:alice@example.org>");
    server.send(invite, flow);
    SipRequest seen = bob.request();
    assertThat(seen.headers().first(HeaderName.ASSERTED_IDENTITY))
        .isEqualTo("\"Alice\" <sip:alice@example.org>");
    SipResponse ok = seen.response(200, "b");
    ok.headers()
        .add(HeaderName.ASSERTED_IDENTITY, "<sip:president@example.org>")
        .add(HeaderName.PREFERRED_IDENTITY, "\"Bob B.\" <sip:bob@example.org>");
    bob.send(ok, bobFlow);
    assertThat(server.response().headers().all(HeaderName.ASSERTED_IDENTITY))
        .containsExactly("\"Bob B.\" <sip:bob@example.org>");
  }

  @Test
  @Spec("RFC 3325 §7")
  void privacyRemovesTheIdentityAtTheLastHop() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    RawPeer bob = peer("bob");
    SipFlow flow = registered(alice);
    registered(bob);
    SipRequest message = alice.request("MESSAGE", "sip:bob@example.org", flow);
    message.headers().add(HeaderName.PRIVACY, "user; id");
    alice.send(message, flow);
    assertThat(bob.request().headers().has(HeaderName.ASSERTED_IDENTITY)).isFalse();
  }

  @Test
  @Spec({"RFC 3261 §22.3", "RFC 3261 §16.3", "RFC 3261 §21.4.5"})
  void unknownPeersHopsAndUsersAreRefused() throws Exception {
    start(config().withUsers(Set.of("alice", "bob")));
    RawPeer alice = peer("alice");
    SipFlow flow = alice.connect(core.address());
    alice.send(alice.request("MESSAGE", "sip:bob@example.org", flow), flow);
    assertThat(alice.response().status()).isEqualTo(407);
    alice.register(flow, "600");
    alice.send(alice.request("MESSAGE", "sip:bob@example.org", flow), flow);
    assertThat(alice.response().status()).isEqualTo(480);
    alice.send(alice.request("MESSAGE", "sip:nobody@example.org", flow), flow);
    assertThat(alice.response().status()).isEqualTo(404);
    alice.send(alice.request("MESSAGE", "sip:bob@elsewhere.net", flow), flow);
    assertThat(alice.response().status()).isEqualTo(404);
    SipRequest tired = alice.request("MESSAGE", "sip:bob@example.org", flow);
    tired.headers().set(HeaderName.MAX_FORWARDS, "0");
    alice.send(tired, flow);
    assertThat(alice.response().status()).isEqualTo(483);
    SipRequest demanding = alice.request("MESSAGE", "sip:bob@example.org", flow);
    demanding.headers().add(HeaderName.PROXY_REQUIRE, "teleport");
    alice.send(demanding, flow);
    assertThat(alice.response().status()).isEqualTo(420);
    alice.send(alice.request("OPTIONS", "sip:example.org", flow), flow);
    assertThat(alice.response().status()).isEqualTo(200);
  }

  @Test
  @Spec({"RFC 3261 §16.6", "RFC 3261 §16.12"})
  void sessionIdentitiesGoToTheImServerAndTheDialogStaysOnThePath() throws Exception {
    RawPeer server = peer("im");
    InetSocketAddress controlling = server.listen();
    start(config().withImServer(List.of(controlling), List.of(dead()), List.of(dead())));
    RawPeer alice = peer("alice");
    SipFlow flow = registered(alice);
    SipRequest invite = alice.request("INVITE", "sip:conference-factory@im.example.org", flow);
    invite.headers().add(HeaderName.CONTACT, alice.contact(flow));
    alice.send(invite, flow);
    SipRequest seen = server.request();
    SipFlow back = server.flow();
    assertThat(seen.uri()).isEqualTo("sip:conference-factory@im.example.org");
    String route = seen.headers().first(HeaderName.RECORD_ROUTE);
    assertThat(route)
        .isEqualTo("<sip:127.0.0.1:" + core.address().getPort() + ";transport=tcp;lr>");
    assertThat(seen.headers().first(HeaderName.ASSERTED_IDENTITY))
        .isEqualTo("<sip:alice@example.org>");
    SipResponse ok = seen.response(200, "srv");
    ok.headers().add(HeaderName.CONTACT, "<" + S + ">;isfocus");
    server.send(ok, back);
    SipResponse answered = alice.response();
    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.headers().count(HeaderName.VIA)).isOne();

    SipRequest ack = alice.request("ACK", S, flow);
    ack.headers().addFirst(HeaderName.ROUTE, String.valueOf(route));
    alice.send(ack, flow);
    SipRequest ackSeen = server.request();
    assertThat(ackSeen.method()).isEqualTo("ACK");
    assertThat(ackSeen.uri()).isEqualTo(S);
    assertThat(ackSeen.headers().has(HeaderName.ROUTE)).isFalse();

    SipRequest bye = server.request("BYE", contactUri(alice, flow), back);
    bye.headers()
        .replaceFirst(HeaderName.VIA, "SIP/2.0/TCP im.example.org:5090;branch=z9hG4bKbye")
        .addFirst(HeaderName.ROUTE, String.valueOf(route));
    server.send(bye, back);
    SipRequest byeSeen = alice.request();
    assertThat(byeSeen.method()).isEqualTo("BYE");
    alice.send(byeSeen.response(200, ""), flow);
    assertThat(server.response().status()).isEqualTo(200);
  }

  private static String contactUri(RawPeer peer, SipFlow flow) {
    String contact = peer.contact(flow);
    return contact.substring(1, contact.length() - 1);
  }

  @Test
  @Spec("RFC 3263 §4.3")
  void deadHopIsPassedOverAndNoHopIsUnavailable() throws Exception {
    RawPeer server = peer("im");
    InetSocketAddress live = server.listen();
    start(config().withImServer(List.of(dead(), live), List.of(dead()), List.of(dead())));
    RawPeer alice = peer("alice");
    SipFlow flow = registered(alice);
    for (int i = 0; i < 4; i++) {
      alice.send(alice.request("MESSAGE", S, flow), flow);
      SipRequest seen = server.request();
      server.send(seen.response(202, "x"), server.flow());
      assertThat(alice.response().status()).isEqualTo(202);
    }
    server.close();
    alice.send(alice.request("MESSAGE", S, flow), flow);
    assertThat(alice.response().status()).isEqualTo(503);
  }

  @Test
  void answerFromAnotherConnectionOfTheServerFindsItsWay() throws Exception {
    RawPeer first = peer("im");
    RawPeer second = peer("im");
    InetSocketAddress controlling = first.listen();
    start(config().withImServer(List.of(controlling), List.of(dead()), List.of(dead())));
    RawPeer alice = peer("alice");
    SipFlow flow = registered(alice);
    alice.send(alice.request("MESSAGE", S, flow), flow);
    SipRequest seen = first.request();
    SipFlow other = second.connect(core.address());
    second.send(seen.response(202, "x"), other);
    assertThat(alice.response().status()).isEqualTo(202);
  }

  @Test
  void requestOnABrokenConnectionIsSentAgainToALiveHop() throws Exception {
    RawPeer dying = peer("im");
    RawPeer living = peer("im");
    InetSocketAddress first = dying.listen();
    InetSocketAddress second = living.listen();
    start(config().withImServer(List.of(first, second), List.of(dead()), List.of(dead())));
    RawPeer alice = peer("alice");
    SipFlow flow = registered(alice);
    SipRequest message = alice.request("MESSAGE", S, flow);
    message.headers().set(HeaderName.CALL_ID, "even"); // prefers the first of two hops
    assertThat(Math.floorMod("even".hashCode(), 2)).isZero();
    alice.send(message, flow);
    SipRequest lost = dying.request();
    dying.close();
    SipRequest again = living.request();
    assertThat(again.branch()).isEqualTo(lost.branch());
    living.send(again.response(202, "x"), living.flow());
    assertThat(alice.response().status()).isEqualTo(202);
  }

  @Test
  @Spec({"RFC 3261 §16.7", "RFC 3261 §17.1.1.3"})
  void invitationForksAndTheOtherDeviceIsCancelled() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    RawPeer phone = peer("bob");
    RawPeer laptop = peer("bob");
    SipFlow flow = registered(alice);
    SipFlow phoneFlow = registered(phone);
    SipFlow laptopFlow = registered(laptop);
    SipRequest invite = alice.request("INVITE", "sip:bob@example.org", flow);
    alice.send(invite, flow);
    SipRequest atPhone = phone.request();
    SipRequest atLaptop = laptop.request();
    laptop.send(atLaptop.response(180, "l"), laptopFlow);
    assertThat(alice.response().status()).isEqualTo(180);
    phone.send(atPhone.response(200, "p"), phoneFlow);
    assertThat(alice.response().toTag()).isEqualTo("p");
    SipRequest cancel = laptop.request();
    assertThat(cancel.method()).isEqualTo("CANCEL");
    assertThat(cancel.branch()).isEqualTo(atLaptop.branch());
    laptop.send(cancel.response(200, "l"), laptopFlow);
    laptop.send(atLaptop.response(487, "l"), laptopFlow);
    assertThat(laptop.request().method()).isEqualTo("ACK");
  }

  @Test
  @Spec({"RFC 5627 §5.1", "RFC 5627 §5.4"})
  void deviceThatAsksForAGruuIsReachedByItAlone() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    RawPeer phone = peer("bob").instance("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    RawPeer laptop = peer("bob");
    SipFlow flow = registered(alice);
    SipFlow laptopFlow = registered(laptop);
    SipFlow phoneFlow = phone.connect(core.address());
    String gruu = "sip:bob@example.org;gr=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

    assertThat(phone.register(phoneFlow, "600").headers().all(HeaderName.CONTACT))
        .filteredOn(contact -> contact.contains("+sip.instance"))
        .singleElement()
        .asString()
        .contains(";pub-gruu=\"" + gruu + "\"");
    alice.send(alice.request("MESSAGE", gruu, flow), flow);
    SipRequest atPhone = phone.request();
    phone.send(atPhone.response(200, "p"), phoneFlow);
    assertThat(alice.response().status()).isEqualTo(200);
    alice.send(alice.request("ACK", gruu, flow), flow);
    assertThat(phone.request().method()).isEqualTo("ACK");

    alice.send(alice.request("MESSAGE", "sip:bob@example.org;gr=urn:uuid:other", flow), flow);
    assertThat(alice.response().status()).isEqualTo(480);
    SipRequest toAll = alice.request("MESSAGE", "sip:bob@example.org", flow);
    alice.send(toAll, flow);
    SipRequest first = laptop.request();
    assertThat(first.callId()).as("it got nothing before").isEqualTo(toAll.callId());
    laptop.send(first.response(200, "l"), laptopFlow);
  }

  @Test
  @Spec({"RFC 3261 §16.7", "RFC 3261 §17.2.1"})
  void bestFailureIsChosenAndItsAckStaysHere() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    RawPeer phone = peer("bob");
    RawPeer laptop = peer("bob");
    SipFlow flow = registered(alice);
    SipFlow phoneFlow = registered(phone);
    SipFlow laptopFlow = registered(laptop);
    SipRequest invite = alice.request("INVITE", "sip:bob@example.org", flow);
    alice.send(invite, flow);
    phone.send(phone.request().response(486, "p"), phoneFlow);
    laptop.send(laptop.request().response(603, "l"), laptopFlow);
    assertThat(alice.response().status()).isEqualTo(603);
    assertThat(phone.request().method()).isEqualTo("ACK");
    assertThat(laptop.request().method()).isEqualTo("ACK");
    SipRequest ack = alice.request("ACK", "sip:bob@example.org", flow);
    ack.headers().replaceFirst(HeaderName.VIA, invite.headers().firstOr(HeaderName.VIA, ""));
    alice.send(ack, flow);
    alice.send(alice.request("OPTIONS", "sip:example.org", flow), flow);
    assertThat(alice.response().status()).isEqualTo(200);
  }

  @Test
  @Spec({"RFC 3261 §17.2.2", "RFC 3261 §16.6"})
  void repeatedDatagramIsForwardedOnce() throws Exception {
    start(config());
    RawPeer alice = peer("alice");
    RawPeer bob = peer("bob");
    alice.listen();
    SipFlow datagrams = alice.datagrams(core.address());
    assertThat(alice.register(datagrams, "600").status()).isEqualTo(200);
    SipFlow bobFlow = registered(bob);
    SipRequest message = alice.request("MESSAGE", "sip:bob@example.org", datagrams);
    alice.send(message, datagrams);
    alice.send(message, datagrams);
    SipRequest seen = bob.request();
    bob.send(seen.response(200, "b"), bobFlow);
    assertThat(alice.response().status()).isEqualTo(200);
    alice.send(message, datagrams);
    assertThat(alice.response().status()).isEqualTo(200);
    bob.send(bob.request("OPTIONS", "sip:example.org", bobFlow), bobFlow);
    assertThat(bob.next()).isInstanceOf(SipResponse.class);
  }

  @Test
  @Spec({"6.1.1-1", "TS 24.229 §5.4.1.7"})
  void imServerIsToldOfRegistrations() throws Exception {
    RawPeer server = peer("im");
    InetSocketAddress originating = server.listen();
    start(
        config()
            .withThirdPartyRegister(true)
            .withImServer(List.of(dead()), List.of(originating), List.of(dead())));
    RawPeer bob = peer("bob");
    SipFlow flow = registered(bob);
    SipRequest told = server.request();
    assertThat(told.method()).isEqualTo("REGISTER");
    assertThat(told.headers().first(HeaderName.TO)).isEqualTo("<sip:bob@example.org>");
    assertThat(told.headers().first(HeaderName.FROM)).startsWith("<sip:scscf@127.0.0.1:");
    assertThat(told.headers().first(HeaderName.CONTACT)).startsWith("<sip:scscf@127.0.0.1:");
    assertThat(told.headers().first(HeaderName.EXPIRES)).isEqualTo("3600");
    bob.register(flow, "0");
    SipRequest gone = server.request();
    assertThat(gone.headers().first(HeaderName.EXPIRES)).isEqualTo("0");
    assertThat(gone.callId()).isEqualTo(told.callId());
    assertThat(gone.cseq()).isGreaterThan(told.cseq());
  }

  @Test
  @Spec({"C.1-MSG", "C.1-NOTE1", "TS 24.229 §5.4.3.2"})
  void taggedMessagePassesBothPortsWhenParticipating() throws Exception {
    RawPeer originating = peer("im");
    RawPeer terminating = peer("im");
    start(
        config()
            .withParticipating(true)
            .withImServer(
                List.of(dead()), List.of(originating.listen()), List.of(terminating.listen())));
    RawPeer alice = peer("alice");
    RawPeer bob = peer("bob");
    SipFlow flow = registered(alice);
    registered(bob);
    SipRequest message = alice.request("MESSAGE", "sip:bob@example.org", flow);
    message
        .headers()
        .set(HeaderName.FROM, "<sip:bob@example.org>;tag=forged")
        .add(HeaderName.ACCEPT_CONTACT, "*;+g.oma.sip-im");
    alice.send(message, flow);
    returnToCore(originating, "<sip:im-as.example.org:5070;lr;call=orig>");
    returnToCore(terminating, "<sip:im-as.example.org:5080;lr;call=term>");
    SipRequest seen = bob.request();
    assertThat(seen.headers().has(HeaderName.ROUTE)).isFalse();
    assertThat(seen.headers().first(HeaderName.ASSERTED_IDENTITY))
        .isEqualTo("<sip:alice@example.org>");
  }

  /// What a server does that lets a request pass: it takes its own Route off and sends the rest
  /// back.
  private void returnToCore(RawPeer server, String ownRoute) throws InterruptedException {
    SipRequest seen = server.request();
    SipFlow flow = server.flow();
    assertThat(seen.headers().removeFirst(HeaderName.ROUTE)).isEqualTo(ownRoute);
    assertThat(seen.headers().first(HeaderName.ROUTE)).startsWith("<sip:odi-");
    seen.headers()
        .addFirst(
            HeaderName.VIA, "SIP/2.0/TCP im.example.org;branch=z9hG4bK" + seen.branch().hashCode());
    server.send(seen, flow);
  }

  @Test
  @Spec({"C.1-MSGX", "TS 24.229 §5.4.3.2"})
  void untaggedMessageAndUnreachableServerAreRoutedAsUsual() throws Exception {
    start(
        config()
            .withParticipating(true)
            .withImServer(List.of(dead()), List.of(dead()), List.of(dead())));
    RawPeer alice = peer("alice");
    RawPeer bob = peer("bob");
    SipFlow flow = registered(alice);
    registered(bob);
    alice.send(alice.request("MESSAGE", "sip:bob@example.org", flow), flow);
    assertThat(bob.request().headers().has(HeaderName.ACCEPT_CONTACT)).isFalse();
    SipRequest tagged = alice.request("MESSAGE", "sip:bob@example.org", flow);
    tagged.headers().add(HeaderName.ACCEPT_CONTACT, "*;+g.oma.sip-im");
    alice.send(tagged, flow);
    SipRequest seen = bob.request();
    assertThat(seen.headers().first(HeaderName.ACCEPT_CONTACT)).isEqualTo("*;+g.oma.sip-im");
    assertThat(seen.headers().has(HeaderName.ROUTE)).isFalse();
  }

  @Test
  void addressThatIsTakenIsToldByName() throws Exception {
    start(config());
    Assertions.assertThatThrownBy(() -> LabCore.start(config().withListen(core.address())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen at");
  }

  @Test
  void optionsOfTheLauncherAreRead() throws Exception {
    start(config());
    LabCoreConfig read = LabCoreConfig.standalone();
    for (String option :
        List.of(
            "--listen=127.0.0.1:5070",
            "--controlling=127.0.0.1:1,127.0.0.1:2",
            "--participating=true")) {
      read = LabCoreMain.apply(read, option);
    }
    assertThat(read.listen().getPort()).isEqualTo(5070);
    assertThat(read.controlling()).hasSize(2);
    assertThat(read.participating()).isTrue();
    Assertions.assertThatThrownBy(() -> LabCoreMain.apply(LabCoreConfig.standalone(), "--speed=1"))
        .hasMessageContaining("a known option");
  }
}
