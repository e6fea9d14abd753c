package org.parlour.mswitch.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parlour.mswitch.support.Legs.leg;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.contracts.media.SwitchDoors;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Legs;
import org.parlour.mswitch.support.Peer;
import org.parlour.mswitch.support.PeerLink;
import org.parlour.mswitch.support.Pki;
import org.parlour.mswitch.support.Way;
import org.parlour.mswitch.switching.Carrier;
import org.parlour.protocol.Spec;
import org.parlour.protocol.sdp.Fingerprint;

/// MSRP over TLS, over real sockets.
@Spec("RFC 4975 §14.2")
class TlsTest {
  private static final String SECURE = "msrps://127.0.0.1:2855/alice-capability;tcp";

  private Kit kit = new Kit(Way.TLS, Map.of());

  @AfterEach
  void stop() {
    kit.close();
  }

  private void restart(Map<String, String> settings) {
    kit.close();
    kit = new Kit(Way.TLS, settings);
  }

  private static Legs secureLeg() {
    return leg("alice").local(SECURE);
  }

  private static int bind(Peer peer, String to) {
    peer.write(
        "MSRP tBind0001 SEND\r\nTo-Path: "
            + to
            + "\r\nFrom-Path: "
            + peer.from()
            + "\r\nMessage-ID: m\r\n-------tBind0001$\r\n");
    return peer.answerTo("tBind0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void speaksBothVersions(String version) throws IOException {
    kit.open(null, leg("alice").build());
    SSLSocket socket =
        (SSLSocket)
            Pki.CLIENT.context(Pki.SWITCH).getSocketFactory().createSocket("127.0.0.1", kit.port());
    socket.setEnabledProtocols(new String[] {version});

    kit.peer("alice", PeerLink.over(socket)).bind();
    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
  }

  @Test
  void bindsALegOfMsrpsOverTlsOnly() {
    kit.open(null, secureLeg().build());
    Peer plain = kit.peer("alice", Way.EPOLL.connect(kit.server.port(), 0));
    assertThat(bind(plain, SECURE)).isEqualTo(403);

    assertThat(bind(kit.peer("alice"), SECURE)).isEqualTo(200);
    assertThat(kit.count("im.switch.refused", "reason", "not-secure")).isEqualTo(1);
  }

  @Test
  @Spec({"RFC 4975 §14.4", "RFC 8122 §5"})
  void wantsTheCertificateThatThePeerNamed() {
    kit.open(null, secureLeg().fingerprint(Pki.CLIENT.fingerprint()).build());
    Pki other = Pki.create("mallory.example.org");
    Peer mallory = kit.peer("alice", PeerLink.over(other.connect(kit.port())));
    assertThat(bind(mallory, SECURE)).isEqualTo(403);

    assertThat(bind(kit.peer("alice"), SECURE)).isEqualTo(200);
    assertThat(kit.count("im.switch.refused", "reason", "foreign-certificate")).isEqualTo(1);
  }

  @Test
  @Spec("7.2.1.6-2")
  void leavesAConnectionWhosePeerNamesAnotherCertificateLater() {
    kit.open(null, secureLeg().fingerprint(Pki.CLIENT.fingerprint()).build());
    Peer alice = kit.peer("alice");
    assertThat(bind(alice, SECURE)).isEqualTo(200);
    Pki renewed = Pki.create("client.example.org");
    kit.update(secureLeg().fingerprint(renewed.fingerprint()).build());

    assertThat(alice.isClosed()).isTrue();
    Peer again = kit.peer("alice", PeerLink.over(renewed.connect(kit.port())));
    assertThat(bind(again, SECURE)).isEqualTo(200);
  }

  @Test
  void refusesAFingerprintThatProvesNothing() {
    kit.open(null, secureLeg().fingerprint("md5 AB:CD").build());

    assertThat(bind(kit.peer("alice"), SECURE)).isEqualTo(403);
  }

  @Test
  void takesChangedCertificatesOverWithoutARestart(@TempDir Path directory) {
    Path certificate = directory.resolve("tls.crt");
    Path key = directory.resolve("tls.key");
    Pki before = Pki.create("before.example.org");
    Pki after = Pki.create("after.example.org");
    before.writeCertificateTo(certificate);
    before.writeKeyTo(key);
    Map<String, String> settings = new HashMap<>();
    settings.put("tls.certificate", certificate.toString());
    settings.put("tls.key", key.toString());
    settings.put("tls.reload", "20ms");
    restart(settings);
    kit.open(null, leg("alice").build(), leg("bob").build());
    Peer alice = kit.peer("alice", PeerLink.over(Pki.CLIENT.connect(kit.port(), before))).bind();

    after.writeCertificateTo(certificate);
    Awaitility.await().until(() -> kit.count("im.switch.certificates", "result", "refused") > 0);
    Pki.CLIENT.connect(kit.port(), before);
    after.writeKeyTo(key);
    Awaitility.await()
        .until(() -> kit.count("im.switch.certificates", "result", "taken-over") == 1);

    Peer bob = kit.peer("bob", PeerLink.over(Pki.CLIENT.connect(kit.port(), after))).bind();
    alice.say("sip:alice@example.org", Kit.SESSION, "still here");
    assertThat(bob.heardText()).isEqualTo("still here");
  }

  @Test
  @Spec({"RFC 4975 §14.4", "RFC 8122 §5"})
  void namesACertificateThatNobodyElseSigned() throws Exception {
    restart(Map.of("tls.advertised", "msrp.example.org:443"));
    SwitchDoors doors = kit.server.doors();

    assertThat(doors).isNotNull();
    assertThat(doors.tls()).isEqualTo(new SwitchAddress("msrp.example.org", 443));
    assertThat(doors.ws()).isNull();
    assertThat(doors.fingerprint()).isEqualTo(Pki.SWITCH.fingerprint());
  }

  @Test
  void makesItselfACertificateWhenToldTo() throws Exception {
    kit.close();
    kit = new Kit(Way.EPOLL, Map.of("tls.self-signed", "true", "tls.port", "0"));
    SwitchDoors doors = kit.server.doors();
    SSLContext anybody = SSLContext.getInstance("TLS");
    anybody.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);

    assertThat(doors).isNotNull();
    try (SSLSocket socket =
        (SSLSocket)
            anybody.getSocketFactory().createSocket("127.0.0.1", kit.server.port(Carrier.TLS))) {
      socket.startHandshake();
      assertThat(Fingerprint.of(socket.getSession().getPeerCertificates()[0].getEncoded()))
          .isEqualTo(doors.fingerprint());
    }
  }

  @Test
  void closesWhatIsNoTls() throws IOException {
    try (Socket plain = new Socket("127.0.0.1", kit.port())) {
      plain.getOutputStream().write("MSRP t0001 SEND\r\n".getBytes(UTF_8));
      plain.getOutputStream().flush();
      plain.setSoTimeout(10_000);
      plain.getInputStream().readAllBytes();
    }

    assertThat(kit.count("im.switch.closed", "reason", "tls-failed")).isEqualTo(1);
  }

  @Test
  void saysWhichFilesCannotBeUsed() {
    Map<String, String> settings =
        Map.of("tls.certificate", "/nowhere/tls.crt", "tls.key", "/nowhere/tls.key");

    assertThatThrownBy(() -> new Kit(Way.TLS, settings))
        .hasMessageContaining("im.msrp.tls: /nowhere/tls.crt and /nowhere/tls.key cannot be used");
  }

  private SSLServerSocket listen(Pki pki) throws IOException {
    SSLServerSocket listening =
        (SSLServerSocket)
            pki.context(Pki.SWITCH)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    listening.setSoTimeout(10_000);
    listening.setNeedClientAuth(true);
    return listening;
  }

  private void connectTo(SSLServerSocket listening, Legs alice) {
    kit.open(
        null,
        alice
            .connectOut()
            .remote("msrps://127.0.0.1:" + listening.getLocalPort() + "/alice;tcp")
            .build());
  }

  @Test
  @Spec("RFC 6135 §4")
  void connectsToAPeerAndWantsTheCertificateItNamed() throws IOException {
    restart(Map.of("connect-out", "loopback"));
    Pki peer = Pki.create("peer.example.org");
    try (SSLServerSocket listening = listen(peer)) {
      connectTo(listening, secureLeg().fingerprint(peer.fingerprint()));
      try (Peer alice = new Peer("alice", listening.accept())) {
        assertThat(alice.request().head().toPath().first().sessionId()).isEqualTo("alice");
      }
    }
    assertThat(kit.backbone.next()).isInstanceOf(MediaEvent.LegConnected.class);
  }

  @Test
  void leavesAPeerWithAnotherCertificate() throws IOException {
    restart(Map.of("connect-out", "loopback"));
    try (SSLServerSocket listening = listen(Pki.create("mallory.example.org"))) {
      connectTo(listening, secureLeg().fingerprint(Pki.CLIENT.fingerprint()));
      try (Peer mallory = new Peer("alice", listening.accept())) {
        assertThat(mallory.isClosed()).isTrue();
      }
    }
    assertThat(kit.backbone.next(MediaEvent.LegLost.class).cause())
        .isEqualTo(Cause.NEVER_CONNECTED);
    assertThat(kit.count("im.switch.refused", "reason", "foreign-certificate")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trustsWhomTheOperatorTrustsWhenNothingWasNamed(boolean trusted) throws IOException {
    Pki peer = Pki.create("peer.example.org");
    Pki authority = trusted ? peer : Pki.CLIENT;
    restart(Map.of("connect-out", "loopback", "tls.trust", authority.certificateFile().toString()));
    try (SSLServerSocket listening = listen(peer)) {
      connectTo(listening, secureLeg());
      try (Peer alice = new Peer("alice", listening.accept())) {
        if (trusted) {
          assertThat(alice.request().head().toPath().first().sessionId()).isEqualTo("alice");
        } else {
          assertThat(alice.isClosed()).isTrue();
        }
      }
    }
    assertThat(kit.backbone.next())
        .isInstanceOf(trusted ? MediaEvent.LegConnected.class : MediaEvent.LegLost.class);
  }

  @Test
  void waitsNoLongerThanItsPatienceForAHandshake() {
    restart(Map.of("tls.handshake", Duration.ofMillis(50).toString()));
    Peer silent = kit.peer("alice", Way.EPOLL.connect(kit.port(), 0));

    assertThat(silent.isClosed()).isTrue();
    assertThat(kit.count("im.switch.closed", "reason", "tls-failed")).isEqualTo(1);
  }
}
