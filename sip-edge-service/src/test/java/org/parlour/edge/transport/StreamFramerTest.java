package org.parlour.edge.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

class StreamFramerTest {
  private static final String BODY = "grüße an alle: 你好";

  private static String message(String lengthHeader, String body) {
    return "MESSAGE sip:a@b SIP/2.0\r\nCall-ID: 1\r\n" + lengthHeader + "\r\n\r\n" + body;
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<Object> feed(int maxHead, int maxBody, byte[]... pieces) {
    EmbeddedChannel channel = new EmbeddedChannel(new StreamFramer(maxHead, maxBody));
    for (byte[] piece : pieces) {
      channel.writeInbound(Unpooled.copiedBuffer(piece));
    }
    List<Object> out = new ArrayList<>();
    for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
      out.add(next);
    }
    channel.finishAndReleaseAll();
    return out;
  }

  private static List<Object> feed(byte[]... pieces) {
    return feed(4096, 4096, pieces);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @Spec("RFC 3261 §18.3")
  void cutsManyMessagesOutOfOneSegment() {
    String one = message("Content-Length: " + octets(BODY), BODY);
    List<Object> frames = feed(utf8(one.repeat(50)));
    assertThat(frames).hasSize(50).allSatisfy(f -> assertThat(whole(f)).isEqualTo(BODY));
  }

  private static String whole(Object frame) {
    SipFrame read = (SipFrame) frame;
    assertThat(read.fault()).isNull();
    return new String(read.body(), StandardCharsets.UTF_8);
  }

  @Test
  @Spec("RFC 3261 §18.3")
  void findsTheSameMessagesWhereverTheSegmentsEnd() {
    String two =
        message("Content-Length: " + octets(BODY), BODY)
            + "\r\n"
            + message("l: 2", "ok")
            + "\r\n\r\n"
            + message("Content-Length: 0", "");
    byte[] bytes = utf8(two);
    for (int cut = 0; cut <= bytes.length; cut++) {
      byte[] first = java.util.Arrays.copyOf(bytes, cut);
      byte[] second = java.util.Arrays.copyOfRange(bytes, cut, bytes.length);
      assertThat(feed(first, second))
          .as("cut at %d", cut)
          .extracting(f -> f instanceof SipFrame ? whole(f) : f)
          .containsExactly(BODY, "ok", StreamFramer.KeepAlive.PING, "");
    }
  }

  @Test
  void readsAMessageThatComesOctetByOctet() {
    byte[] bytes = utf8(message("Content-Length: " + octets(BODY), BODY));
    byte[][] single = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      single[i] = new byte[] {bytes[i]};
    }
    assertThat(feed(single)).hasSize(1).first().extracting(StreamFramerTest::whole).isEqualTo(BODY);
  }

  @Test
  @Spec("RFC 3261 §7.3.3")
  void readsTheCompactFormOfContentLength() {
    assertThat(whole(feed(utf8(message("l:3", "abc"))).getFirst())).isEqualTo("abc");
    assertThat(whole(feed(utf8(message("L :  3", "abc"))).getFirst())).isEqualTo("abc");
  }

  private static @Nullable FrameFault fault(List<Object> frames) {
    return ((SipFrame) frames.getLast()).fault();
  }

  @Test
  void neverWaitsForTwoGigabytes() {
    List<Object> frames = feed(utf8(message("Content-Length: 2147483647", "x")));
    assertThat(fault(frames)).isEqualTo(FrameFault.BODY_TOO_LARGE);
    assertThat(((SipFrame) frames.getLast()).bodyLength()).isZero();
  }

  @Test
  void givesUpOnALengthThatIsNone() {
    assertThat(fault(feed(utf8(message("Content-Length: -1", "")))))
        .isEqualTo(FrameFault.BAD_CONTENT_LENGTH);
    assertThat(fault(feed(utf8(message("Content-Length: 99999999999", "")))))
        .isEqualTo(FrameFault.BAD_CONTENT_LENGTH);
    assertThat(fault(feed(utf8(message("Content-Length: 1\r\nl: 2", "")))))
        .isEqualTo(FrameFault.BAD_CONTENT_LENGTH);
    assertThat(fault(feed(utf8(message("X: y", ""))))).isEqualTo(FrameFault.NO_CONTENT_LENGTH);
  }

  @Test
  void skipsABodyThatIsALittleTooLargeAndGoesOn() {
    List<Object> frames =
        feed(
            4096,
            10,
            utf8(message("Content-Length: 11", "01234567890") + message("Content-Length: 1", "x")));
    assertThat(((SipFrame) frames.getFirst()).fault()).isEqualTo(FrameFault.BODY_TOO_LARGE);
    assertThat(whole(frames.getLast())).isEqualTo("x");
  }

  @Test
  void givesUpOnEndlessHeaders() {
    List<Object> frames =
        feed(
            200,
            10,
            utf8("MESSAGE sip:a@b SIP/2.0\r\n"),
            utf8("X: y\r\n".repeat(100)),
            utf8("more"));
    assertThat(frames).hasSize(1);
    assertThat(fault(frames)).isEqualTo(FrameFault.HEAD_TOO_LARGE);
  }

  @Test
  @Spec("RFC 5626 §3.5.1")
  void seesAPing() {
    assertThat(feed(utf8("\r\n\r\n"))).containsExactly(StreamFramer.KeepAlive.PING);
    assertThat(feed(utf8("\r\n"), utf8("\r"), utf8("\n")))
        .containsExactly(StreamFramer.KeepAlive.PING);
  }
}
