package org.parlour.edge.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.edge.testkit.Requests;
import org.parlour.edge.testkit.SipMessage;
import org.parlour.edge.testkit.TcpPeer;
import org.parlour.edge.testkit.TestEdge;
import org.parlour.protocol.Spec;

/// Compressed bodies: whoever reads the command sees what the peer compressed, and a bad stream
/// costs nobody more than a whole body does.
class EdgeContentCodingTest {
  private static TestEdge kit;

  @BeforeAll
  static void start() throws Exception {
    kit = TestEdge.start();
  }

  @AfterAll
  static void stop() {
    kit.close();
  }

  @BeforeEach
  void forget() {
    kit.backbone.clear();
  }

  private interface Coder {
    OutputStream over(OutputStream plain) throws IOException;
  }

  private static byte[] coded(Coder coder, byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream coding = coder.over(out)) {
      coding.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] text(String plain) {
    return plain.getBytes(StandardCharsets.UTF_8);
  }

  private static Requests message(String coding, byte[] body) {
    return Requests.of("MESSAGE")
        .uri("sip:team@im.example.org")
        .header("Content-Encoding: " + coding)
        .body("text/plain", body);
  }

  private static void isReadAs(String text, Requests request) throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(request.bytes());
      SipRequest command = kit.backbone.awaitRequest(SipMethod.Message.class);
      assertThat(((SipMethod.Message) command.method()).body()).isEqualTo(text(text));
      kit.answer(command, 202);
      assertThat(peer.readFinal().status()).isEqualTo(202);
    }
  }

  private static SipMessage isRefused(Requests request, int status, String reason)
      throws Exception {
    double before = kit.refused(reason);
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(request.bytes());
      SipMessage answer = peer.readFinal();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(kit.refused(reason)).isEqualTo(before + 1);
      peer.send(Requests.of("OPTIONS").bytes());
      assertThat(peer.readFinal().status()).as("the connection lives").isEqualTo(200);
      return answer;
    }
  }

  @Test
  @Spec("RFC 3261 §20.12")
  void aDeflatedBodyIsReadAsIfItHadComePlain() throws Exception {
    isReadAs("hello", message("deflate", coded(DeflaterOutputStream::new, text("hello"))));
  }

  @Test
  @Spec("RFC 3261 §20.12")
  void aGzippedBodyIsReadAsIfItHadComePlain() throws Exception {
    isReadAs("hello", message("GZIP", coded(GZIPOutputStream::new, text("hello"))));
  }

  @Test
  void aBodyThatIsCalledAsItIsStaysAsItIs() throws Exception {
    isReadAs("hello", message("identity", text("hello")));
  }

  @Test
  @Spec("RFC 3261 §8.2.3")
  void anotherCodingIsRefusedWithThoseThatAreRead() throws Exception {
    SipMessage answer = isRefused(message("br", text("?")), 415, "media_type");
    assertThat(answer.header("Accept-Encoding")).isEqualTo("gzip, deflate");
    isRefused(message("gzip, deflate", text("?")), 415, "media_type");
  }

  @Test
  @Spec("RFC 3261 §11.2")
  void optionsSaysWhichCodingsAreRead() throws Exception {
    try (TcpPeer peer = new TcpPeer(kit.controlling)) {
      peer.send(Requests.of("OPTIONS").bytes());
      assertThat(peer.readFinal().header("Accept-Encoding")).isEqualTo("gzip, deflate");
    }
  }

  @Test
  @Spec("RFC 3261 §21.4.11")
  void whatGrowsBeyondTheLimitIsRefused() throws Exception {
    byte[] bomb = new byte[50_000_000];
    isRefused(message("deflate", coded(DeflaterOutputStream::new, bomb)), 413, "too_large");
    isRefused(message("gzip", coded(GZIPOutputStream::new, bomb)), 413, "too_large");
  }

  @Test
  @Spec("RFC 3428 §8")
  void theLimitOfAMessageIsThatOfItsText() throws Exception {
    byte[] longer = text("x".repeat(1301));
    isRefused(message("deflate", coded(DeflaterOutputStream::new, longer)), 413, "too_large");
  }

  @Test
  void aBrokenStreamIsRefused() throws Exception {
    byte[] whole = coded(DeflaterOutputStream::new, text("x".repeat(300) + "hello"));
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);
    byte[] bent = whole.clone();
    bent[whole.length - 1] ^= 1; // its checksum
    isRefused(message("deflate", cut), 400, "malformed_body");
    isRefused(message("deflate", bent), 400, "malformed_body");
    isRefused(message("deflate", text("plain")), 400, "malformed_body");
    isRefused(message("gzip", whole), 400, "malformed_body");
    isRefused(message("gzip", new byte[] {0x1f}), 400, "malformed_body");
  }

  @Test
  void manyEmptyStreamsInOneBodyDoNoHarm() throws Exception {
    byte[] empty = coded(GZIPOutputStream::new, new byte[0]);
    byte[] many = new byte[65_536 / empty.length * empty.length];
    for (int i = 0; i < many.length; i += empty.length) {
      System.arraycopy(empty, 0, many, i, empty.length);
    }
    isReadAs("", message("gzip", many));
  }
}
