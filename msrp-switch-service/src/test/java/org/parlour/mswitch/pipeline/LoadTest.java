package org.parlour.mswitch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parlour.mswitch.support.Legs.leg;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.mswitch.session.SessionState;
import org.parlour.mswitch.support.Kit;
import org.parlour.mswitch.support.Peer;
import org.parlour.protocol.Spec;

/// Large messages and slow readers, over real sockets.
class LoadTest {
  private static final String ALICE = "sip:alice@example.org";
  private static final MediaLeg A = leg("alice").build();
  private static final MediaLeg B = leg("bob").build();
  private static final MediaLeg C = leg("carol").build();

  private final Kit kit =
      new Kit(
          Map.of(
              "session.max-message", "100MB",
              "session.queue-bytes", "512KB",
              "session.throttle-bytes", "128KB"));

  @AfterEach
  void stop() {
    kit.close();
  }

  /// Sends one chunk of `megabytes` and more octets, while the caller reads.
  private static CompletableFuture<Void> upload(Peer peer, int megabytes, String failureReport) {
    return CompletableFuture.runAsync(
        () -> {
          byte[] block = new byte[1 << 20];
          Arrays.fill(block, (byte) 'x');
          String head = Peer.cpim(ALICE, Kit.SESSION, "application/octet-stream", "");
          long total = head.length() + ((long) megabytes << 20);
          peer.write(
              "MSRP tUp1oad01 SEND\r\nTo-Path: "
                  + peer.to()
                  + "\r\nFrom-Path: "
                  + peer.from()
                  + "\r\nMessage-ID: up\r\nFailure-Report: "
                  + failureReport
                  + "\r\nByte-Range: 1-*/"
                  + total
                  + "\r\nContent-Type: message/cpim\r\n\r\n"
                  + head);
          for (int i = 0; i < megabytes; i++) {
            peer.write(block);
          }
          peer.write("\r\n-------tUp1oad01$\r\n");
        });
  }

  /// Reads a message to its end.
  ///
  /// @return its octets
  private static long download(Peer peer) {
    long octets = 0;
    while (true) {
      MsrpRequest piece = peer.request();
      if (piece.offset() == 0) {
        assertThat(piece.head().range().first()).isEqualTo(octets + 1);
      }
      octets += piece.body().readableBytes();
      End end = piece.end();
      piece.release();
      if (end == End.COMPLETE) {
        return octets;
      }
      assertThat(end).isNotEqualTo(End.ABORTED);
    }
  }

  @Test
  @Spec("RFC 4975 §5.1")
  void passesALargeMessageOnInPieces() throws Exception {
    List<Peer> peers = kit.connected(A, B);
    CompletableFuture<Void> sent = upload(peers.get(0), 20, "yes");

    long total = download(peers.get(1));

    sent.get(10, TimeUnit.SECONDS);
    int head = Peer.cpim(ALICE, Kit.SESSION, "application/octet-stream", "").length();
    assertThat(total).isEqualTo(head + (20L << 20));
    assertThat(peers.get(0).answerTo("tUp1oad01")).isEqualTo(200);
  }

  @Test
  @Spec("RFC 4975 §10.5")
  void stopsAMessageThatBecomesTooLarge() {
    List<Peer> peers = kit.connected(A, B);
    Peer alice = peers.get(0);
    String head = Peer.cpim(ALICE, Kit.SESSION, "application/octet-stream", "");
    alice.write(
        "MSRP tUp1oad02 SEND\r\nTo-Path: "
            + alice.to()
            + "\r\nFrom-Path: "
            + alice.from()
            + "\r\nMessage-ID: up\r\nContent-Type: message/cpim\r\n\r\n"
            + head);
    CompletableFuture<Void> sent =
        CompletableFuture.runAsync(
            () -> {
              byte[] block = new byte[1 << 20];
              for (int i = 0; i < 101; i++) {
                alice.write(block);
              }
              alice.write("\r\n-------tUp1oad02#\r\n");
            });
    MsrpMessage last;
    do {
      last = peers.get(1).next();
      ((MsrpRequest) last).release();
    } while (((MsrpRequest) last).end() != End.ABORTED);

    assertThat(alice.answerTo("tUp1oad02")).isEqualTo(413);
    sent.join();
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "short"))).isEqualTo(200);
  }

  @Test
  void slowsASenderDownWhomNobodyFollows() throws Exception {
    kit.open(null, A, B);
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob", 4096).bind();
    CompletableFuture<Void> sent = upload(alice, 20, "no");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> kit.registry.get("im.switch.senders.throttled").counter().count() > 0);
    assertThat(sent).isNotDone();

    long total = download(bob);

    sent.get(10, TimeUnit.SECONDS);
    assertThat(total).isGreaterThan(20L << 20);
    assertThat(kit.count("im.switch.legs.lost", "cause", "too-slow")).isZero();
  }

  @Test
  void dropsAReaderThatStandsStill() {
    kit.open(null, A, B);
    Peer alice = kit.peer("alice").bind();
    kit.peer("bob", 4096).bind();
    CompletableFuture<Void> sent = upload(alice, 20, "no");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> kit.registry.get("im.switch.senders.throttled").counter().count() > 0);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              kit.advance(Duration.ofSeconds(11));
              return kit.count("im.switch.legs.lost", "cause", "too-slow") > 0;
            });

    assertThat(kit.backbone.next(MediaEvent.LegLost.class).cause()).isEqualTo(Cause.TOO_SLOW);
    assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void dropsASlowReaderAlone() throws Exception {
    kit.open(null, A, B, C);
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    Peer carol = kit.peer("carol", 4096).bind();
    CompletableFuture<Void> sent = upload(alice, 12, "no");

    long total = download(bob);

    sent.get(30, TimeUnit.SECONDS);
    assertThat(total).isGreaterThan(12L << 20);
    MediaEvent.LegLost lost = kit.backbone.next(MediaEvent.LegLost.class);
    assertThat(lost.leg()).isEqualTo("carol");
    assertThat(lost.cause()).isEqualTo(Cause.TOO_SLOW);
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "go on"))).isEqualTo(200);
    assertThat(bob.heardText()).isEqualTo("go on");
    carol.close();
  }

  private long queuedForCarol() {
    return kit.server.sessions().state().getFirst().legs().getLast().queuedBytes();
  }

  @Test
  void dropsHintsThatSomebodyTypesFirst() {
    kit.open(null, A, B, C);
    Peer alice = kit.peer("alice").bind();
    Peer bob = kit.peer("bob").bind();
    Peer carol = kit.peer("carol", 4096).bind();
    String text = "x".repeat(16 * 1024);
    int sent = 0;
    do {
      assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, text))).isEqualTo(200);
      assertThat(bob.heardText()).isEqualTo(text);
      sent++;
    } while (queuedForCarol() <= 160 * 1024);
    alice.sayAs(
        "Failure-Report: no\r\n", ALICE, Kit.SESSION, "application/im-iscomposing+xml", "<x/>");
    assertThat(alice.answerTo(alice.say(ALICE, Kit.SESSION, "end"))).isEqualTo(200);

    assertThat(bob.heardText()).isEqualTo("<x/>");
    assertThat(bob.heardText()).isEqualTo("end");
    for (int i = 0; i < sent; i++) {
      assertThat(carol.heardText()).isEqualTo(text);
    }
    assertThat(carol.heardText()).isEqualTo("end");
    assertThat(kit.registry.get("im.switch.composing.dropped").counter().count()).isEqualTo(1);
  }

  @Test
  void showsItsStateWithoutCapabilities() {
    kit.connected(A, B);
    List<SessionState> states = kit.server.sessions().state();

    assertThat(states).hasSize(1);
    assertThat(states.getFirst().legs()).hasSize(2);
    assertThat(states.toString()).doesNotContain("capability", "k4w2m7q9");
  }
}
