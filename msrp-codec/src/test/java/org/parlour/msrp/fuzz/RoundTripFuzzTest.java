package org.parlour.msrp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Arrays;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.wire.MsrpDecoder;
import org.parlour.msrp.wire.MsrpEncoder;
import org.parlour.protocol.Spec;

/// Whatever can be read can be written, and is read again as the same.
class RoundTripFuzzTest {
  @MethodSource("org.parlour.msrp.fuzz.Seeds#torture")
  @Spec("RFC 4975 §9")
  @FuzzTest
  void readsWhatItWrote(byte[] octets) {
    Reader first = new Reader(octets, 0);
    Reader again = new Reader(written(octets), 0);

    if (!first.isAmbiguous()) {
      assertThat(again.messages().stream().map(RoundTripFuzzTest::withoutOrder))
          .containsExactlyElementsOf(
              first.messages().stream()
                  .filter(message -> !message.startsWith("Malformed["))
                  .map(RoundTripFuzzTest::withoutOrder)
                  .toList());
    }
  }

  /// Headers of the body move behind the others.
  private static String withoutOrder(String message) {
    char[] letters = message.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  private static byte[] written(byte[] octets) {
    EmbeddedChannel reader = new EmbeddedChannel(new MsrpDecoder());
    EmbeddedChannel writer = new EmbeddedChannel(new MsrpEncoder());
    reader.writeInbound(Unpooled.wrappedBuffer(octets));
    ByteBuf written = Unpooled.buffer();
    int complete = 0;
    for (MsrpMessage message; (message = reader.readInbound()) != null; ) {
      if (message instanceof Malformed) {
        continue;
      }
      boolean open = message instanceof MsrpRequest piece && piece.end() == End.OPEN;
      writer.writeOutbound(message);
      for (ByteBuf part; (part = writer.readOutbound()) != null; ) {
        written.writeBytes(part);
        part.release();
      }
      complete = open ? complete : written.writerIndex();
    }
    reader.finishAndReleaseAll();
    writer.finishAndReleaseAll();
    return ByteBufUtil.getBytes(written, 0, complete);
  }
}
