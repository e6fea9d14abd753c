package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.edge.testkit.UdpPeer;
import org.parlour.edge.transport.SipLimits;
import org.parlour.protocol.Spec;

/// Peers that send too much, too slowly, in pieces or not at all.
class EdgeRobustnessTest {
  private static SipLimits limits(
      int connections, Duration idle, int highWater, int limit, int queued) {
    return new SipLimits(
        8192, 65_536, connections, idle, Duration.ofSeconds(2), highWater, limit, queued);
  }

  private static void stillServes(TestEdge kit) throws Exception {
    try (TcpPeer other = new TcpPeer(kit.controlling)) {
      other.send(Requests.of("OPTIONS").bytes());
      assertThat(other.readFinal().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesTwoGigabytesAndServesEverybodyElse() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer greedy = new TcpPeer(kit.controlling)) {
      greedy.send(Requests.message("x").contentLength("2147483647").bytes());
      assertThat(greedy.readFinal().status()).isEqualTo(413);
      assertThat(greedy.closedByPeer()).isTrue();
      stillServes(kit);
    }
  }

  @Test
  void refusesEndlessHeaders() throws Exception {
    try (TestEdge kit =
            TestEdge.builder()
                .limits(limits(10, Duration.ofMinutes(1), 65_536, 200_000, 100))
                .start();
        TcpPeer endless = new TcpPeer(kit.controlling)) {
      String start = new String(Requests.of("OPTIONS").bytes(), StandardCharsets.UTF_8);
      endless.send(start.substring(0, start.length() - 2) + "X: y\r\n".repeat(2000));
      assertThat(endless.readFinal().status()).isEqualTo(513);
      stillServes(kit);
    }
  }

  @Test
  void keepsUtf8ThatIsSplitOverSegments() throws Exception {
    String text = "你好, grüße, 🎉";
    byte[] bytes = Requests.message(text).bytes();
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      for (int i = 0; i < bytes.length; i += 3) {
        peer.send(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 3)));
      }
      SipMethod.Message message =
          (SipMethod.Message) kit.backbone.awaitRequest(SipMethod.Message.class).method();
      assertThat(new String(message.body(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  @Spec("RFC 3261 §7.3.3")
  void readsCompactHeaders() throws Exception {
    String compact =
        """
        MESSAGE sip:team@im.example.org SIP/2.0
        v: SIP/2.0/TCP core.example.org;branch=z9hG4bKcompact
        f: <sip:alice@example.org>;tag=1
        t: <sip:team@im.example.org>
        i: compact-1
        CSeq: 1 MESSAGE
        s: lunch
        k: timer
        c: text/plain
        l: 2

        hi"""
            .replace("\n", "\r\n");
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(compact);
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Message.class);
      assertThat(request.carried()).containsEntry("Subject", "lunch");
      assertThat(request.peer().supported()).containsExactly("timer");
      kit.answer(request, 200);
      assertThat(peer.readFinal().header("Call-ID")).isEqualTo("compact-1");
    }
  }

  @Test
  @Spec("RFC 5626 §3.5.1")
  void answersAPing() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send("\r\n\r\n");
      assertThat(peer.readRaw(2)).isEqualTo("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void answersEveryOneOfManyMessagesInOneSegment() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      StringBuilder segment = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        segment.append(new String(Requests.of("OPTIONS").bytes(), StandardCharsets.UTF_8));
      }
      peer.send(segment.toString());
      for (int i = 0; i < 200; i++) {
        assertThat(peer.readFinal().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void stopsReadingFromAPeerThatDoesNotReadAndLosesNothing() throws Exception {
    int count = 4000;
    try (TestEdge kit =
            TestEdge.builder()
                .limits(limits(10, Duration.ofMinutes(1), 16_384, 8_000_000, 200))
                .start();
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), kit.controlling));
      TcpPeer slow = new TcpPeer(socket);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < count; i++) {
                        slow.send(Requests.of("OPTIONS").bytes());
                      }
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      stillServes(kit);
      for (int i = 0; i < count; i++) {
        assertThat(slow.readFinal().status()).isEqualTo(200);
      }
      sender.join();
      assertThat(kit.refused("slow_peer")).isZero();
      slow.close();
    }
  }

  @Test
  void givesUpAPeerThatNeverReads() throws Exception {
    try (TestEdge kit =
            TestEdge.builder()
                .limits(limits(10, Duration.ofMinutes(1), 4_096, 40_000, 5_000))
                .start();
        Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), kit.controlling));
      TcpPeer slow = new TcpPeer(socket);
      slow.send(Requests.invite().sentBy("127.0.0.1:9").bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Invite.class);
      org.awaitility.Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                kit.edge
                    .executor()
                    .execute(
                        TestEdge.answerTo(
                            request,
                            180,
                            org.parlour.contracts.sip.SipHeaders.NONE,
                            new org.parlour.contracts.sip.SipContent.Written(
                                "text/plain", new byte[20_000])));
                return kit.refused("slow_peer") > 0;
              });
      stillServes(kit);
    }
  }

  @Test
  void refusesConnectionsBeyondTheCap() throws Exception {
    try (TestEdge kit =
            TestEdge.builder()
                .limits(limits(2, Duration.ofMinutes(1), 65_536, 200_000, 100))
                .start();
        TcpPeer one = new TcpPeer(kit.controlling);
        TcpPeer two = new TcpPeer(kit.controlling)) {
      one.send(Requests.of("OPTIONS").bytes());
      two.send(Requests.of("OPTIONS").bytes());
      assertThat(one.readFinal().status()).isEqualTo(200);
      assertThat(two.readFinal().status()).isEqualTo(200);
      try (TcpPeer three = new TcpPeer(kit.controlling)) {
        assertThat(three.closedByPeer()).isTrue();
      }
      one.close();
      org.awaitility.Awaitility.await()
          .until(() -> kit.meters.get("im.edge.connections").gauge().value() == 1);
      stillServes(kit);
    }
  }

  @Test
  void closesAnIdleConnection() throws Exception {
    try (TestEdge kit =
            TestEdge.builder()
                .limits(limits(2, Duration.ofMillis(150), 65_536, 200_000, 100))
                .start();
        TcpPeer idle = new TcpPeer(kit.controlling)) {
      assertThat(idle.closedByPeer()).isTrue();
    }
  }

  @Test
  void dropsDatagramsWhenItIsFullAndRecovers() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    try (TestEdge kit =
            TestEdge.builder()
                .limits(limits(10, Duration.ofMinutes(1), 65_536, 200_000, 20))
                .start();
        UdpPeer peer = new UdpPeer()) {
      kit.backbone.core(
          record -> {
            try {
              stuck.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      org.awaitility.Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                peer.send(kit.controlling, Requests.message("flood").udp(peer.port()).bytes());
                return kit.refused("datagram_dropped") > 50;
              });
      assertThat(kit.meters.get("im.edge.intake").gauge().value()).isLessThanOrEqualTo(20);
      stuck.countDown();
      org.awaitility.Awaitility.await()
          .until(() -> kit.meters.get("im.edge.intake").gauge().value() == 0);
      kit.backbone.clear();
      Requests calm = Requests.message("calm").udp(peer.port());
      peer.send(kit.controlling, calm.bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Message.class);
      assertThat(request.dialog().callId()).isEqualTo(calm.callId());
    }
  }
}
