package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.protocol.Spec;

class MsrpDecoderTest {
  private static final String HEAD =
      "MSRP tB1g00001 SEND\r\nTo-Path: msrp://h/a;tcp\r\nFrom-Path: msrp://h/b;tcp\r\n"
          + "Message-ID: m1\r\n";

  @Test
  @Spec("RFC 4975 §5.1")
  void neverHoldsALargeBody() {
    int megabytes = 100;
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder());
    channel.writeInbound(
        Unpooled.copiedBuffer(
            HEAD + "Byte-Range: 1-*/" + (megabytes << 20) + "\r\nContent-Type: a/b\r\n\r\n",
            US_ASCII));
    byte[] segment = new byte[64 * 1024];
    java.util.Arrays.fill(segment, (byte) '\r');
    long received = 0;
    for (int i = 0; i < megabytes * 16; i++) {
      channel.writeInbound(channel.alloc().buffer(segment.length).writeBytes(segment));
      for (MsrpRequest piece; (piece = channel.readInbound()) != null; ) {
        assertThat(piece.offset()).isEqualTo(received);
        assertThat(piece.end()).isEqualTo(End.OPEN);
        received += piece.body().readableBytes();
        piece.release();
      }
      assertThat(received).isGreaterThanOrEqualTo((i - 1L) * segment.length);
    }
    channel.writeInbound(Unpooled.copiedBuffer("\r\n-------tB1g00001$\r\n", US_ASCII));
    MsrpRequest last = channel.readInbound();

    assertThat(last.end()).isEqualTo(End.COMPLETE);
    assertThat(received + last.body().readableBytes()).isEqualTo((long) megabytes << 20);
    assertThat(last.first()).isEqualTo(received + 1);
    last.release();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void jumpsOverABodyWhoseRangeIsKnown() {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder());
    String body = "\r\n-------tB1g00001$\r\n";
    channel.writeInbound(
        Unpooled.copiedBuffer(
            HEAD
                + "Byte-Range: 1-"
                + body.length()
                + "/"
                + body.length()
                + "\r\nContent-Type: a/b\r\n\r\n"
                + body
                + "\r\n-------tB1g00001$\r\n",
            US_ASCII));

    MsrpRequest request = channel.readInbound();
    assertThat(request.body().toString(US_ASCII)).isEqualTo(body);
    request.release();
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void givesTheSamePathForTheSameOctets() {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder());
    String request = HEAD + "-------tB1g00001$\r\n";
    channel.writeInbound(Unpooled.copiedBuffer(request + request, US_ASCII));

    MsrpRequest first = channel.readInbound();
    MsrpRequest second = channel.readInbound();
    assertThat(second.head().toPath()).isSameAs(first.head().toPath());
    assertThat(channel.finish()).isFalse();
  }

  @Test
  void copiesNoBody() {
    EmbeddedChannel channel = new EmbeddedChannel(new MsrpDecoder());
    ByteBuf segment =
        Unpooled.copiedBuffer(
            HEAD + "Content-Type: a/b\r\n\r\nhi\r\n-------tB1g00001$\r\n", US_ASCII);
    channel.writeInbound(segment);

    MsrpRequest request = channel.readInbound();
    assertThat(request.body().unwrap()).isSameAs(segment);
    request.release();
    assertThat(segment.refCnt()).isZero();
    assertThat(channel.finish()).isFalse();
  }
}
