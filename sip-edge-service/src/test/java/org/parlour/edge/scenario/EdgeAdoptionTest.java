package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.edge.outbound.Adoption;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;

/// Failure table, first row: an edge is killed while it holds a transaction.
class EdgeAdoptionTest {
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

  private static InstanceHeartbeat beat(int ordinal, long incarnation, Instant at) {
    return new InstanceHeartbeat(
        InstanceHeartbeat.Kind.EDGE, ordinal, incarnation, at, "edge", 5090, 0, false);
  }

  /// The inbox partition of the dead edge: what it did not commit, and what comes later.
  private static final class Inbox {
    final List<EdgeInstruction> uncommitted = new CopyOnWriteArrayList<>();
    volatile Function<EdgeInstruction, CompletionStage<Void>> reader;
    volatile boolean closed;

    AutoCloseable adopt(int ordinal, Function<EdgeInstruction, CompletionStage<Void>> execute) {
      assertThat(ordinal).isEqualTo(1);
      reader = execute;
      for (EdgeInstruction instruction : uncommitted) {
        assertThat(execute.apply(instruction)).isNotNull();
      }
      return () -> closed = true;
    }
  }

  @Test
  void anotherEdgeSendsTheAnswerOverANewConnection() throws Exception {
    Inbox inbox = new Inbox();
    try (TestEdge dead = TestEdge.builder().ordinal(1).start();
        TestEdge alive = TestEdge.builder().ordinal(2).start();
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpPeer peer = new TcpPeer(dead.controlling);
        Adoption adoption =
            new Adoption(inbox::adopt, alive.edge.executor(), alive.edge.metrics())) {
      peer.send(Requests.invite().sentBy("localhost:" + listener.getLocalPort()).bytes());
      SipRequest request = dead.backbone.awaitRequest(SipMethod.Invite.class);
      alive.instances.apply(beat(1, TestEdge.INCARNATION, START));
      alive.instances.apply(beat(2, TestEdge.INCARNATION, START));
      adoption.update(alive.instances.adoptedBy(2));
      assertThat(inbox.reader).isNull();

      dead.close();
      inbox.uncommitted.add(TestEdge.answerTo(request, 486, SipHeaders.NONE, SipContent.NONE));
      alive.instances.apply(beat(2, TestEdge.INCARNATION, START.plusSeconds(3)));
      adoption.update(alive.instances.adoptedBy(2));

      try (TcpPeer answered = new TcpPeer(listener.accept())) {
        SipMessage answer = answered.read();
        assertThat(answer.status()).isEqualTo(486);
        assertThat(answer.header("Via")).contains("received=127.0.0.1");
      }
      assertThat(alive.meters.get("im.edge.instructions.adopted").counter().count()).isEqualTo(1);

      alive.instances.apply(beat(1, TestEdge.INCARNATION + 1, START.plusSeconds(4)));
      adoption.update(alive.instances.adoptedBy(2));
      assertThat(inbox.closed).isTrue();
    }
  }

  @Test
  void repeatsAnAdopted2xxUntilItsAck() throws Exception {
    try (TestEdge dead = TestEdge.builder().ordinal(1).start();
        TestEdge alive = TestEdge.builder().ordinal(2).t1(Duration.ofMillis(30)).start();
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpPeer peer = new TcpPeer(dead.controlling)) {
      Requests invite = Requests.invite().sentBy("127.0.0.1:" + listener.getLocalPort());
      peer.send(invite.bytes());
      SipRequest request = dead.backbone.awaitRequest(SipMethod.Invite.class);
      dead.close();
      alive
          .edge
          .executor()
          .execute(TestEdge.answerTo(request, 200, TestEdge.contact(), SipContent.NONE));
      try (TcpPeer answered = new TcpPeer(listener.accept());
          TcpPeer sender = new TcpPeer(alive.controlling)) {
        assertThat(answered.read().status()).isEqualTo(200);
        assertThat(answered.read().status()).isEqualTo(200);
        sender.send(
            invite
                .sibling("ACK")
                .branch("z9hG4bKack")
                .to("<sip:conference-factory@im.example.org>;tag=core-tag")
                .bytes());
        org.awaitility.Awaitility.await()
            .until(() -> alive.meters.get("im.edge.awaiting.ack").gauge().value() == 0);
      }
    }
  }

  @Test
  void dropsAnswersForAnEarlierIncarnation() throws Exception {
    try (TestEdge kit = TestEdge.start();
        TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.message("hi").bytes());
      SipRequest request = kit.backbone.awaitRequest(SipMethod.Message.class);
      var answer = TestEdge.answerTo(request, 200, SipHeaders.NONE, SipContent.NONE);
      kit.edge
          .inbox()
          .execute(
              new org.parlour.contracts.sip.SendAnswer(
                  answer.key(),
                  answer.transaction(),
                  new org.parlour.contracts.sip.ReplyTo(TestEdge.ORDINAL, 1),
                  answer.skeleton(),
                  200,
                  "x",
                  answer.headers(),
                  answer.content(),
                  List.of()));
      assertThat(kit.meters.get("im.edge.instructions.stale").counter().count()).isEqualTo(1);
      kit.answer(request, 200);
      assertThat(peer.readFinal().status()).isEqualTo(200);
    }
  }
}
