package org.parlour.conference.controlling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.conference.OfferTransport;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.contracts.media.SwitchDoors;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SdpAttribute;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// Legs over TLS and WebSocket, and `a=msrp-cema`.
class TransportsTest {
  private static final String OURS = "sha-256 AB:CD";
  private static final String THEIRS = "sha-256 12:34";
  private static final SdpAttribute CEMA = new SdpAttribute("msrp-cema", null);
  private static final SwitchCandidate OPEN =
      new SwitchCandidate(0, 17, "msrp.im.example.org", 2855, doors("msrp.im.example.org"));
  private static final SwitchCandidate OTHER =
      new SwitchCandidate(1, 23, "msrp-1.im.example.org", 3855, doors("msrp-1.im.example.org"));

  private final SessionKit kit = SessionKit.group().withSwitches(OPEN);

  private static SwitchDoors doors(String host) {
    return new SwitchDoors(
        new SwitchAddress(host, 2856),
        new SwitchAddress(host, 2857),
        new SwitchAddress("web." + host, 443),
        OURS);
  }

  private void lobby(boolean inviteMembers) {
    kit.document(1, inviteMembers, true, "alice", "bob");
  }

  private void joins(Peer peer, MsrpMedia stream) {
    peer.call(SessionKit.LOBBY, Sdp.of(stream), null);
  }

  private MsrpMedia answered() {
    return kit.answerSdp().msrp().orElseThrow();
  }

  private static MsrpMedia stream(SendRequest invite) {
    return ((SipContent.Session) invite.content()).description().msrp().orElseThrow();
  }

  private MediaLeg opened() {
    return kit.switchCommands(SwitchCommand.OpenSession.class).getFirst().legs().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "TCP,msrp://msrp.im.example.org:2855/,;tcp,false",
    "TLS,msrps://msrp.im.example.org:2856/,;tcp,true",
    "WS,msrp://msrp.im.example.org:2857/,;ws,false",
    "WSS,msrps://web.msrp.im.example.org:443/,;ws,true"
  })
  @Spec({"RFC 4975 §8.2", "RFC 4975 §14.4", "RFC 7977 §5"})
  void answersAsTheOfferAsks(MsrpTransport by, String start, String end, boolean secure) {
    lobby(false);

    joins(kit.alice, Sdp.over(by, "alice", secure ? THEIRS : null));

    assertThat(answered().path().getFirst()).startsWith(start).endsWith(end);
    assertThat(answered().tls()).isEqualTo(secure);
    assertThat(answered().fingerprint()).isEqualTo(secure ? OURS : null);
    assertThat(answered().setup()).isEqualTo(Setup.PASSIVE);
    assertThat(opened().localPath()).isEqualTo(answered().path().getFirst());
    assertThat(opened().fingerprint()).isEqualTo(secure ? THEIRS : null);
  }

  @Test
  void saysNothingOfACertificateThatAnAuthoritySigned() {
    kit.withSwitches(
        new SwitchCandidate(
            0, 17, "h", 2855, new SwitchDoors(new SwitchAddress("h", 2856), null, null, null)));
    lobby(false);

    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));

    assertThat(answered().fingerprint()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"TLS", "WS", "WSS"})
  @Spec("D-27")
  void refusesWhatNoSwitchTakes(MsrpTransport by) {
    kit.withSwitches(SessionKit.SWITCH);
    lobby(false);

    joins(kit.alice, Sdp.over(by, "alice", null));

    assertThat(kit.answer().status()).isEqualTo(488);
    assertThat(kit.answer().headers().warning().code()).isEqualTo(305);
    assertThat(kit.session()).isNull();
  }

  @Test
  void givesASessionToTheBestSwitchThatTakesWhatTheFirstOneUses() {
    kit.withSwitches(SessionKit.SWITCH, OTHER);
    lobby(false);

    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));

    assertThat(kit.session().media().at()).isEqualTo(OTHER);
  }

  @Test
  void takesTheFirstStreamThatTheSwitchTakes() {
    kit.withSwitches(SessionKit.SWITCH);
    lobby(false);
    SessionDescription both =
        Sdp.of(Sdp.over(MsrpTransport.TLS, "alice", THEIRS), Sdp.chat("alice"));

    kit.alice.call(SessionKit.LOBBY, both, null);

    assertThat(kit.answerSdp().media())
        .satisfiesExactly(
            refused -> assertThat(refused.port()).isZero(),
            taken -> assertThat(taken.port()).isEqualTo(2855));
  }

  @Test
  void haveEachTheirOwnInOneSession() {
    lobby(false);

    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));
    joins(kit.bob, Sdp.over(MsrpTransport.WS, "bob", null));
    joins(kit.carol, Sdp.chat("carol"));

    assertThat(kit.leg(kit.alice).media().transport()).isEqualTo(MsrpTransport.TLS);
    assertThat(kit.leg(kit.bob).media().transport()).isEqualTo(MsrpTransport.WS);
    assertThat(kit.leg(kit.carol).media().transport()).isEqualTo(MsrpTransport.TCP);
  }

  @Test
  @Spec("7.2.2.2-4a")
  void offersInviteesWhatTheInviterUses() {
    lobby(true);

    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));

    MsrpMedia offered = stream(kit.bob.received());
    assertThat(offered.tls()).isTrue();
    assertThat(offered.path().getFirst()).startsWith("msrps://msrp.im.example.org:2856/");
    assertThat(offered.fingerprint()).isEqualTo(OURS);
    assertThat(offered.setup()).isEqualTo(Setup.ACTPASS);
  }

  @Test
  @Spec("RFC 7977 §4.1")
  void waitsForWebSocketsAndNeverOpensOne() {
    lobby(true);

    joins(kit.alice, Sdp.over(MsrpTransport.WSS, "alice", null));

    assertThat(stream(kit.bob.received()).setup()).isEqualTo(Setup.PASSIVE);
    MsrpMedia silent = Sdp.over(MsrpTransport.WSS, "bob", null);
    kit.bob.answers(
        new MsrpMedia(
            9,
            true,
            silent.path(),
            silent.acceptTypes(),
            silent.acceptWrappedTypes(),
            null,
            silent.direction(),
            null,
            null,
            null,
            silent.others()));
    assertThat(kit.leg(kit.bob).media().connectOut()).isFalse();
  }

  @Test
  void offersWhatTheOperatorWants() {
    kit.with(kit.policy().with(kit.policy().media().offering(OfferTransport.TLS)));
    lobby(true);

    joins(kit.alice, Sdp.chat("alice"));

    assertThat(stream(kit.bob.received()).path().getFirst())
        .startsWith("msrps://msrp.im.example.org:2856/");
  }

  @Test
  void offersTcpWhereTheSwitchDoesNotTakeWhatTheOperatorWants() {
    kit.withSwitches(SessionKit.SWITCH)
        .with(kit.policy().with(kit.policy().media().offering(OfferTransport.WS)));
    lobby(true);

    joins(kit.alice, Sdp.chat("alice"));

    assertThat(stream(kit.bob.received()).path().getFirst())
        .startsWith("msrp://msrp.im.example.org:2855/")
        .endsWith(";tcp");
  }

  @Test
  @Spec("RFC 3261 §8.1.3.5")
  void offersTcpToAnInviteeThatRefusedSomethingElse() {
    lobby(true);
    joins(kit.alice, Sdp.over(MsrpTransport.WSS, "alice", null));
    SendRequest first = kit.bob.received();

    kit.bob.declines(488);

    SendRequest second = kit.request("INVITE");
    assertThat(second.callId()).isEqualTo(first.callId());
    assertThat(second.cseq()).isEqualTo(2);
    assertThat(stream(second).tls()).isFalse();
    assertThat(stream(second).path().getFirst())
        .startsWith("msrp://msrp.im.example.org:2855/")
        .endsWith(";tcp");
    assertThat(stream(second).fingerprint()).isNull();
    kit.bob.answers();
    assertThat(kit.leg(kit.bob).connected()).isTrue();
  }

  @Test
  void takesNoForAnAnswerTheSecondTime() {
    lobby(true);
    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));
    kit.bob.declines(488);

    kit.bob.declines(488);

    assertThat(kit.requests("INVITE")).isEmpty();
    assertThat(kit.answer().status()).isEqualTo(488);
  }

  @Test
  @Spec("7.2.2.6-1")
  void keepTheirTransportAtAnotherSwitch() {
    lobby(false);
    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));
    kit.alice.acknowledges();
    joins(kit.bob, Sdp.over(MsrpTransport.WS, "bob", null));
    kit.bob.acknowledges();

    kit.switchLost(SessionKit.OTHER_SWITCH, OTHER);

    assertThat(kit.session().media().at()).isEqualTo(OTHER);
    assertThat(kit.requests("INVITE"))
        .extracting(invite -> stream(invite).path().getFirst())
        .hasSize(2)
        .anyMatch(path -> path.startsWith("msrps://msrp-1.im.example.org:2856/"))
        .anyMatch(
            path -> path.startsWith("msrp://msrp-1.im.example.org:2857/") && path.endsWith(";ws"));
  }

  @Test
  void areHeldByTheGraceTimeWhenNoSwitchTakesThemAnyMore() {
    lobby(false);
    joins(kit.alice, Sdp.over(MsrpTransport.TLS, "alice", THEIRS));
    kit.alice.acknowledges();

    kit.switchLost(SessionKit.OTHER_SWITCH);

    assertThat(kit.session().media().at()).isEqualTo(SessionKit.OTHER_SWITCH);
    assertThat(kit.leg(kit.alice).mediaLost()).isTrue();
  }

  @Test
  @Spec("7.2.1.6-2")
  void changeByReInvite() {
    lobby(false);
    joins(kit.alice, Sdp.chat("alice"));
    kit.alice.acknowledges();
    String before = kit.leg(kit.alice).media().path();

    kit.alice.reinvites(Sdp.of(Sdp.over(MsrpTransport.TLS, "alice-secure", THEIRS)));

    MediaLeg leg = kit.switchCommands(SwitchCommand.UpdateLeg.class).getFirst().leg();
    assertThat(leg.localPath()).startsWith("msrps://msrp.im.example.org:2856/");
    assertThat(leg.localPath()).isNotEqualTo(before);
    assertThat(answered().path()).containsExactly(leg.localPath());
  }

  @Test
  @Spec("RFC 6714 §4")
  void answersCemaOnlyToWhoOffersIt() {
    lobby(false);

    joins(kit.alice, Sdp.with(Sdp.chat("alice"), CEMA));
    assertThat(answered().others()).contains(CEMA);
    assertThat(opened().cema()).isTrue();

    joins(kit.bob, Sdp.chat("bob"));
    assertThat(answered().others()).doesNotContain(CEMA);
    assertThat(kit.switchCommands(SwitchCommand.AddLeg.class).getFirst().leg().cema()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  @Spec("RFC 6714 §4")
  void offersCemaAndUsesItWithWhoAnswersIt(boolean answered) {
    lobby(true);
    joins(kit.alice, Sdp.chat("alice"));
    assertThat(stream(kit.bob.received()).others()).contains(CEMA);

    kit.bob.answers(answered ? Sdp.with(Sdp.chat("bob"), CEMA) : Sdp.chat("bob"));

    assertThat(kit.switchCommands(SwitchCommand.OpenSession.class).getFirst().legs())
        .filteredOn(leg -> leg.leg().equals(kit.bob.leg()))
        .singleElement()
        .satisfies(leg -> assertThat(leg.cema()).isEqualTo(answered));
  }
}
