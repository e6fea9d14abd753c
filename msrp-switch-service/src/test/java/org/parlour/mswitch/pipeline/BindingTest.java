package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parlour.mswitch.support.Legs.leg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.mswitch.support.Way;
import org.parlour.protocol.Spec;

/// How connections and legs find each other, over real sockets of every kind.
@ParameterizedClass
@EnumSource(Way.class)
class BindingTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final String MOVED = "msrp://192.0.2.99:9/moved;tcp";
  private static final MediaLeg A = leg("alice").build();
  private static final MediaLeg B = leg("bob").build();

  private final Way way;
  private Kit kit;

  BindingTest(Way way) {
    this.way = way;
    this.kit = new Kit(way, Map.of());
  }

  private void restart(Map<String, String> settings) {
    kit.close();
    kit = new Kit(way, settings);
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private void assertLost(String leg, Cause cause) {
    MediaEvent.LegLost lost = kit.backbone.next(MediaEvent.LegLost.class);
    assertThat(lost.leg()).isEqualTo(leg);
    assertThat(lost.cause()).isEqualTo(cause);
    assertThat(lost.epoch()).isEqualTo(1);
  }

  @Test
  @Spec("RFC 4975 §5.4")
  void bindsByTheFirstRequestAndTellsTheFocus() {
    kit.open(null, A, B);
    Peer alice = kit.peer("alice");
    String transaction =
        alice.request("SEND", "Message-ID: m0\r\nByte-Range: 1-0/0\r\n", null, '$');

    assertThat(alice.answerTo(transaction)).isEqualTo(200);
    assertThat(kit.backbone.next())
        .isInstanceOfSatisfying(
            MediaEvent.LegConnected.class,
            connected -> assertThat(connected.leg()).isEqualTo("alice"));
    assertThat(alice.answerTo(alice.request("SEND", "Message-ID: m1\r\n", null, '$')))
        .isEqualTo(200);
    assertThat(kit.backbone.isQuiet()).isTrue();
  }

  @Test
  @Spec("RFC 4975 §7.3")
  void refusesAPathThatIsNotThePeers() {
    kit.open(null, A);
    Peer eve = kit.peer("alice");
    eve.write(
        "MSRP tEve00001 SEND\r\nTo-Path: "
            + eve.to()
            + "\r\nFrom-Path: msrp://192.0.2.66:9/eve;tcp\r\n"
            + "Message-ID: m\r\n-------tEve00001$\r\n");

    assertThat(eve.answerTo("tEve00001")).isEqualTo(481);
    kit.advance(Duration.ofSeconds(11));
    assertThat(eve.isClosed()).isTrue();
  }

  @Test
  @Spec("RFC 4975 §10.10")
  void refusesASecondConnectionOfALeg() {
    kit.connected(A);
    Peer second = kit.peer("alice");

    assertThat(second.answerTo(second.request("SEND", "Message-ID: m\r\n", null, '$')))
        .isEqualTo(506);
  }

  @Test
  @Spec("RFC 4975 §10.8")
  void refusesAnUnknownSessionAfterAWhile() {
    Peer nobody = kit.peer("nobody");
    String transaction = nobody.request("SEND", "Message-ID: m\r\n", null, '$');
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              kit.advance(Duration.ofMillis(200));
              return kit.count("im.switch.refused", "reason", "unknown-session") == 1;
            });

    assertThat(nobody.answerTo(transaction)).isEqualTo(481);
    kit.advance(Duration.ofSeconds(11));
    assertThat(nobody.isClosed()).isTrue();
  }

  @Test
  void letsAnEarlyConnectionWaitForItsLeg() {
    kit.open(null, B);
    Peer bob = kit.peer("bob").bind();
    Peer alice = kit.peer("alice");
    String bind = alice.request("SEND", "Message-ID: m\r\n", null, '$');
    String hello = alice.say(ALICE, Kit.SESSION, "early");
    kit.add(A);

    assertThat(alice.answerTo(bind)).isEqualTo(200);
    assertThat(alice.answerTo(hello)).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("early");
  }

  @Test
  @Spec("RFC 4975 §5.4")
  void closesAConnectionThatNeverBinds() {
    Peer silent = kit.peer("alice");
    Awaitility.await().until(() -> kit.registry.get("im.switch.connections").gauge().value() == 1);
    kit.advance(Duration.ofSeconds(9));
    kit.advance(Duration.ofSeconds(2));

    assertThat(silent.isClosed()).isTrue();
    assertThat(kit.count("im.switch.closed", "reason", "never-bound")).isEqualTo(1);
  }

  @Test
  void closesAConnectionThatIsIdle() {
    restart(Map.of("idle-timeout", "5m"));
    kit.open(null, A, B);
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    kit.advance(Duration.ofMinutes(4));
    assertThat(alice.answerTo(alice.request("SEND", "Message-ID: m\r\n", null, '$')))
        .isEqualTo(200);
    kit.advance(Duration.ofMinutes(2));

    assertThat(bob.isClosed()).isTrue();
    assertLost("bob", Cause.CONNECTION_LOST);
    assertThat(kit.count("im.switch.closed", "reason", "idle")).isEqualTo(1);
    alice.say(ALICE, Kit.SESSION, "still here");
    assertThat(alice.answer().status().code()).isEqualTo(200);
  }

  private void assertNoSecondConnection(String setting, String reason) {
    restart(Map.of(setting, "1"));
    kit.open(null, A, B);
    Peer alice = kit.peer("alice").bind();

    assertThatThrownBy(() -> kit.peer("bob").bind())
        .isInstanceOfAny(UncheckedIOException.class, AssertionError.class);
    assertThat(kit.count("im.switch.closed", "reason", reason)).isEqualTo(1);
    assertThat(alice.answerTo(alice.request("SEND", "Message-ID: m\r\n", null, '$')))
        .isEqualTo(200);
    kit.remove("alice");
    assertThat(alice.isClosed()).isTrue();
    Awaitility.await().until(() -> kit.registry.get("im.switch.connections").gauge().value() == 0);
    kit.peer("bob").bind();
  }

  @Test
  void closesConnectionsBeyondItsCap() {
    assertNoSecondConnection("max-connections", "too-many");
  }

  @Test
  void closesConnectionsOfOneAddressBeyondItsCap() {
    assertNoSecondConnection("max-connections-of-address", "too-many-of-one-address");
  }

  @Test
  void tellsTheFocusOfALegThatIsNeverConnected() {
    kit.open(null, A, B);
    kit.peer("alice").bind();
    kit.advance(Duration.ofSeconds(31));

    assertLost("bob", Cause.NEVER_CONNECTED);
    kit.advance(Duration.ofSeconds(31));
    assertThat(kit.backbone.isQuiet()).isTrue();
  }

  @Test
  void queuesForALegThatIsNotConnectedYet() {
    kit.open(null, A, B);
    Peer alice = kit.peer("alice").bind();
    for (int i = 0; i < 10; i++) {
      alice.sayAs(
          "Failure-Report: no\r\n", ALICE, Kit.SESSION, "application/im-iscomposing+xml", "<x/>");
      assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "n" + i))).isEqualTo(200);
    }
    Peer bob = kit.peer("bob");
    bob.request("SEND", "Message-ID: b\r\n", null, '$');

    for (int i = 0; i < 10; i++) {
      assertThat(bob.heardText()).isEqualTo("n" + i);
    }
    assertThat(bob.answer().status().code()).isEqualTo(200);
    assertThat(kit.registry.get("im.switch.composing.dropped").counter().count()).isEqualTo(10);
  }

  @Test
  void dropsALegThatMissesTooMuch() {
    kit.open(null, A, B);
    Peer alice = kit.peer("alice").bind();
    for (int i = 0; i < 25; i++) {
      assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "n" + i))).isEqualTo(200);
    }

    assertLost("bob", Cause.TOO_SLOW);
    Peer bob = kit.peer("bob");
    assertThat(bob.answerTo(bob.request("SEND", "Message-ID: b\r\n", null, '$'))).isEqualTo(481);
  }

  @Test
  void letsALegRebindAfterALoss() {
    List<Peer> peers = kit.connected(A, B);
    peers.get(0).close();
    assertLost("alice", Cause.CONNECTION_LOST);
    Peer bob = peers.get(1);
    assertThat(bob.answerTo(bob.say("sip:bob@example.org", Kit.SESSION, "are you there?")))
        .isEqualTo(200);
    Peer again = kit.peer("alice");
    String bind = again.request("SEND", "Message-ID: m\r\n", null, '$');

    MsrpRequest missed = again.request();
    missed.release();
    assertThat(again.answerTo(bind)).isEqualTo(200);
    assertThat(kit.backbone.next()).isInstanceOf(MediaEvent.LegConnected.class);
  }

  @Test
  @Spec("7.2.1.6-2")
  void movesALegToItsNewPath() {
    List<Peer> peers = kit.connected(A, B);
    kit.update(leg("alice").remote(MOVED).build());

    assertThat(peers.get(0).isClosed()).isTrue();
    Peer moved = kit.peer("alice");
    bindMoved(moved, "tMove0001");
    assertThat(moved.answerTo("tMove0001")).isEqualTo(200);
    peers.get(1).say("sip:bob@example.org", Kit.SESSION, "hi");
    assertThat(moved.heardText()).isEqualTo("hi");
  }

  /// A bind by the path that the leg has after it moved.
  private static void bindMoved(Peer peer, String transaction) {
    peer.write(
        "MSRP "
            + transaction
            + " SEND\r\nTo-Path: "
            + peer.to()
            + "\r\nFrom-Path: "
            + MOVED
            + "\r\nMessage-ID: m\r\n-------"
            + transaction
            + "$\r\n");
  }

  @Test
  @Spec("7.2.2.6-R200-1")
  void letsAPeerWaitWhoseNewPathTheFocusHasNotTold() {
    List<Peer> peers = kit.connected(A, B);
    Peer moved = kit.peer("alice");
    bindMoved(moved, "tMove0001");
    bindMoved(moved, "tMove0002");
    Peer bob = peers.get(1);
    assertThat(bob.answerTo(bob.say("sip:bob@example.org", Kit.SESSION, "by the old path")))
        .isEqualTo(200);
    assertThat(peers.get(0).heardText()).isEqualTo("by the old path");

    kit.update(leg("alice").remote(MOVED).build());

    assertThat(moved.answerTo("tMove0001")).isEqualTo(200);
    assertThat(moved.answerTo("tMove0002")).isEqualTo(200);
    bob.say("sip:bob@example.org", Kit.SESSION, "by the new path");
    assertThat(moved.heardText()).isEqualTo("by the new path");
    assertThat(peers.get(0).isClosed()).isTrue();
  }

  @Test
  void refusesAPathOfWhichTheFocusNeverTells() {
    kit.connected(A, B);
    Peer moved = kit.peer("alice");
    bindMoved(moved, "tMove0001");
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              kit.advance(Duration.ofMillis(200));
              return kit.count("im.switch.refused", "reason", "foreign-path") == 1;
            });

    assertThat(moved.answerTo("tMove0001")).isEqualTo(481);
  }

  @Test
  void refusesAPathOfWhichTheFocusNeverTellsAtOnceWhenMuchWaits() {
    kit.connected(A, B);
    Peer moved = kit.peer("alice");
    for (int i = 10; i < 31; i++) {
      bindMoved(moved, "tMove00" + i);
    }
    for (int i = 10; i < 31; i++) {
      assertThat(moved.answerTo("tMove00" + i)).isEqualTo(481);
    }
  }

  @Test
  void closesTheConnectionOfARemovedLegBehindWhatWasSaid() {
    List<Peer> peers = kit.connected(A, B);
    kit.say("alice", "expelled", "good bye");
    kit.remove("alice");

    assertThat(peers.get(0).heardText()).isEqualTo("good bye");
    assertThat(peers.get(0).isClosed()).isTrue();
    peers.get(1).say("sip:bob@example.org", "sip:alice@example.org", "alone?");
    assertThat(peers.get(1).answer().status().code()).isEqualTo(404);
    assertThat(kit.backbone.isQuiet()).isTrue();
  }

  @Test
  void closesASessionBehindWhatWasSaid() {
    List<Peer> peers = kit.connected(A, B);
    kit.say(null, "closing", "the end");
    kit.closeSession();

    for (Peer peer : peers) {
      assertThat(peer.heardText()).isEqualTo("the end");
      assertThat(peer.isClosed()).isTrue();
    }
    assertThat(kit.server.sessions().state()).isEmpty();
    assertThat(kit.backbone.isQuiet()).isTrue();
  }

  @Test
  void asksForASnapshotAfterAGapAndTakesIt() {
    List<Peer> peers = kit.connected(A, B);
    kit.loseACommand();
    kit.say(null, "operator", "lost");
    assertThat(kit.backbone.next())
        .isInstanceOfSatisfying(
            MediaEvent.SnapshotRequested.class,
            request -> assertThat(request.epoch()).isEqualTo(1));
    kit.say(null, "operator", "lost too");
    kit.open(null, A, leg("carol").build());

    assertThat(peers.get(1).isClosed()).isTrue();
    Peer carol = kit.peer("carol").bind();
    carol.say("sip:carol@example.org", Kit.SESSION, "hi");
    assertThat(peers.get(0).heardText()).isEqualTo("hi");
    assertThat(kit.backbone.next()).isInstanceOf(MediaEvent.LegConnected.class);
    assertThat(kit.backbone.isQuiet()).isTrue();
  }

  @Test
  void ignoresARepeatedCommand() {
    List<Peer> peers = kit.connected(A, B);
    kit.say(null, "operator", "once");
    kit.repeatACommand();
    kit.say(null, "operator", "twice");
    kit.say(null, "operator", "next");

    assertThat(peers.get(0).heardText()).isEqualTo("once");
    assertThat(peers.get(0).heardText()).isEqualTo("next");
  }

  @Test
  void knowsNothingOfASessionOfAnEarlierIncarnation() {
    kit.open(1, null, Kit.INCARNATION - 1, A);
    kit.add(B);

    assertThat(kit.backbone.next()).isInstanceOf(MediaEvent.SnapshotRequested.class);
    assertThat(kit.server.sessions().state()).isEmpty();
    assertThat(kit.count("im.switch.commands", "turn", "foreign")).isEqualTo(1);
  }

  @Test
  void connectsToNobodyByDefault() {
    kit.open(null, leg("alice").connectOut().remote("msrp://127.0.0.1:9/a;tcp").build());

    assertLost("alice", Cause.NEVER_CONNECTED);
  }

  /// Alice, to whom the switch connects.
  private Peer called() throws IOException {
    restart(Map.of("connect-out", "loopback"));
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listening.setSoTimeout(10_000);
      String path = "msrp://127.0.0.1:" + listening.getLocalPort() + "/a;tcp";
      kit.open(null, leg("alice").connectOut().remote(path).build());
      return new Peer("alice", listening.accept());
    }
  }

  @Test
  @Spec("RFC 4975 §5.4")
  void connectsToAPeerWherePolicyPermits() throws IOException {
    try (Peer alice = called()) {
      MsrpRequest bind = alice.request();
      assertThat(bind.body().isReadable()).isFalse();
      assertThat(bind.head().toPath().first().sessionId()).isEqualTo("a");
      kit.say(null, "operator", "hello");
      assertThat(alice.heardText()).isEqualTo("hello");
    }
    assertThat(kit.backbone.next()).isInstanceOf(MediaEvent.LegConnected.class);
    assertLost("alice", Cause.CONNECTION_LOST);
  }

  @Test
  @Spec({"RFC 4975 §5.4", "RFC 4975 §7.1.1"})
  void leavesAPeerThatDoesNotTakeIt() throws IOException {
    try (Peer alice = called()) {
      MsrpRequest bind = alice.request();
      String id = bind.head().transaction().value();
      alice.write(
          "MSRP "
              + id
              + " 481 No such session\r\nTo-Path: "
              + bind.head().fromPath()
              + "\r\nFrom-Path: "
              + bind.head().toPath()
              + "\r\n-------"
              + id
              + "$\r\n");
      assertThat(alice.isClosed()).isTrue();
    }
    assertLost("alice", Cause.NEVER_CONNECTED);
  }

  @Test
  @Spec({"RFC 4975 §5.4", "RFC 4975 §7.1.1"})
  void leavesAPeerThatDoesNotAnswer() throws IOException {
    try (Peer alice = called()) {
      alice.request();
      kit.backbone.next(MediaEvent.LegConnected.class);
      kit.advance(Duration.ofSeconds(31));

      assertThat(alice.isClosed()).isTrue();
    }
    assertLost("alice", Cause.NEVER_CONNECTED);
  }

  @Test
  @Spec("RFC 4975 §7.3")
  void closesWhenItReadsNoMsrp() {
    Peer browser = kit.peer("alice");
    browser.write("GET / HTTP/1.1\r\n\r\n");

    assertThat(browser.isClosed()).isTrue();
    assertThat(kit.count("im.switch.closed", "reason", "framing-lost")).isEqualTo(1);
  }
}
