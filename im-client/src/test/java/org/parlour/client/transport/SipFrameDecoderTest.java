package org.parlour.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

class SipFrameDecoderTest {
  private static final String ONE = "OPTIONS sip:a SIP/2.0\r\nl : 4\r\nTo: x\r\n\r\nbody";
  private static final String TWO = "BYE sip:a SIP/2.0\r\nCONTENT-length:0\r\n\r\n";
  private static final String THREE = "ACK sip:a SIP/2.0\nTo: x\n\n";

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static List<String> frames(EmbeddedChannel channel) {
    List<String> frames = new ArrayList<>();
    for (byte[] frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
      frames.add(new String(frame, StandardCharsets.UTF_8));
    }
    return frames;
  }

  @Test
  @Spec({"RFC 3261 §18.3", "RFC 3261 §7.5"})
  void cutsTheSameFramesWhereverTheStreamIsSplit() {
    String stream = "\r\n" + ONE + TWO + "\r\n" + THREE + ONE;
    for (int split = 0; split <= stream.length(); split++) {
      EmbeddedChannel channel = new EmbeddedChannel(new SipFrameDecoder(false));
      channel.writeInbound(bytes(stream.substring(0, split)), bytes(stream.substring(split)));
      assertThat(frames(channel)).containsExactly(ONE, TWO, THREE, ONE);
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void takesAStreamByteByByte() {
    EmbeddedChannel channel = new EmbeddedChannel(new SipFrameDecoder(false));
    for (char c : (ONE + TWO).toCharArray()) {
      channel.writeInbound(bytes(String.valueOf(c)));
    }
    assertThat(frames(channel)).containsExactly(ONE, TWO);
    channel.finishAndReleaseAll();
  }

  @Test
  @Spec("RFC 5626 §3.5.1")
  void answersAPingWithAPong() {
    EmbeddedChannel channel = new EmbeddedChannel(new SipFrameDecoder(true));
    channel.writeInbound(bytes("\r\n\r\n"));
    ByteBuf pong = channel.readOutbound();
    assertThat(pong.toString(StandardCharsets.UTF_8)).isEqualTo("\r\n");
    pong.release();
    channel.finishAndReleaseAll();
  }

  @Test
  void refusesWhatNobodyShouldBuffer() {
    for (String hostile :
        List.of(
            "A sip:a SIP/2.0\r\nContent-Length: 2147483647\r\n\r\n",
            "A sip:a SIP/2.0\r\nContent-Length: -5\r\n\r\n",
            "A sip:a SIP/2.0\r\n" + "X: y\r\n".repeat(20_000))) {
      EmbeddedChannel channel = new EmbeddedChannel(new SipFrameDecoder(false));
      assertThatThrownBy(() -> channel.writeInbound(bytes(hostile)))
          .isInstanceOf(DecoderException.class);
      channel.finishAndReleaseAll();
    }
  }
}
