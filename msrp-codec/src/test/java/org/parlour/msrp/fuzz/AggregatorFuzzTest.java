package org.parlour.msrp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.msrp.transfer.TransferLimits;
import org.parlour.msrp.wire.MsrpAggregator;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.msrp.wire.MsrpEncoder;
import org.parlour.msrp.wire.MsrpLimits;
import org.parlour.msrp.wire.TransactionIds;
import org.parlour.msrp.wire.WholeMessage;
import org.parlour.protocol.Spec;

/// Any octets through the whole pipeline: no exception, every buffer is given back, and what a
/// receiver writes is MSRP.
class AggregatorFuzzTest {
  private static final int LARGEST = 2048;
  private static final TransferLimits LIMITS =
      new TransferLimits(LARGEST, 4, Duration.ofSeconds(1));

  @MethodSource("org.parlour.msrp.fuzz.Seeds#torture")
  @Spec("RFC 4975 §7.3.1")
  @FuzzTest
  void givesBackEveryBuffer(byte[] octets) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new MsrpDecoder(new MsrpLimits(4096, 16 * 1024, 64)),
            new MsrpEncoder(),
            new MsrpAggregator(LIMITS, new TransactionIds()));
    int half = octets.length / 2;
    ByteBuf first = Unpooled.buffer().writeBytes(octets, 0, half);
    ByteBuf second = Unpooled.buffer().writeBytes(octets, half, octets.length - half);
    channel.writeInbound(first);
    channel.writeInbound(second);
    for (Object message; (message = channel.readInbound()) != null; ) {
      if (message instanceof WholeMessage whole) {
        assertThat(whole.content().readableBytes()).isLessThanOrEqualTo(LARGEST);
      }
      ReferenceCountUtil.release(message);
    }
    ByteBuf written = Unpooled.buffer();
    for (ByteBuf part; (part = channel.readOutbound()) != null; ) {
      written.writeBytes(part);
      part.release();
    }
    channel.finishAndReleaseAll();

    assertThat(first.refCnt()).isZero();
    assertThat(second.refCnt()).isZero();
    byte[] answers = new byte[written.readableBytes()];
    written.readBytes(answers);
    assertThat(new Reader(answers, 0).messages()).noneMatch(text -> text.startsWith("Malformed["));
  }
}
