package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.edge.testkit.UdpPeer;
import org.parlour.protocol.Spec;

/// The torture messages of RFC 4475, as files, through real sockets: each with the outcome that is
/// ours. Whatever came, the edge serves the next request.
class Rfc4475Test {
  private static final String FOLDER = "/wire/rfc4475/";

  private static TestEdge kit;

  record Torture(String file, String transport, String outcome) {
    byte[] bytes() throws IOException {
      return resource(file + ".sip");
    }

    @Override
    public String toString() {
      return file + ": " + outcome;
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Rfc4475Test.class.getResourceAsStream(FOLDER + name)) {
      return in.readAllBytes();
    }
  }

  static Stream<Torture> messages() throws IOException {
    return new String(resource("outcomes.txt"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .map(columns -> new Torture(columns[0], columns[1], columns[2]));
  }

  @BeforeAll
  static void start() throws Exception {
    kit = TestEdge.start();
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  @ParameterizedTest
  @MethodSource("messages")
  @Spec("RFC 4475 §3")
  void getsItsOutcome(Torture message) throws Exception {
    kit.backbone.clear();
    if (message.transport().equals("udp")) {
      overUdp(message);
    } else {
      overTcp(message);
    }
    try (TcpPeer next = new TcpPeer(kit.controlling)) {
      next.send(Requests.of("OPTIONS").bytes());
      assertThat(next.readFinal().status()).isEqualTo(200);
    }
  }

  private static void overTcp(Torture message) throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(message.bytes());
      switch (message.outcome()) {
        case "published" -> published();
        case "ignored" -> {
          peer.send(Requests.of("OPTIONS").bytes());
          assertThat(peer.readFinal().header("CSeq")).isEqualTo("1 OPTIONS");
          assertThat(kit.backbone.all()).isEmpty();
        }
        default -> refused(message, peer.readFinal());
      }
    }
  }

  private static void overUdp(Torture message) throws Exception {
    try (UdpPeer peer = new UdpPeer()) {
      peer.send(kit.controlling, message.bytes());
      if (message.outcome().equals("published")) {
        published();
      } else {
        refused(message, peer.readFinal());
      }
    }
  }

  private static void published() {
    org.awaitility.Awaitility.await().until(() -> kit.backbone.all().size() == 1);
  }

  private static void refused(Torture message, SipMessage answer) {
    assertThat(answer.status()).isEqualTo(Integer.parseInt(message.outcome()));
    assertThat(kit.backbone.all()).isEmpty();
  }
}
