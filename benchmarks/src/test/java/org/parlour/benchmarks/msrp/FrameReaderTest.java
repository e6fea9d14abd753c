package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A soak shows nothing if what hears it is deaf.
class FrameReaderTest {
  private static final Room ROOM = new Room("r1", 3, false);

  private final List<String> heard = new ArrayList<>();
  private final FrameReader reader =
      new FrameReader(
          new FrameReader.Frames() {
            @Override
            public void message(int number) {
              heard.add("message " + number);
            }

            @Override
            public void answered(int status, int number) {
              heard.add(status + " to " + number);
            }

            @Override
            public void bound(int status) {
              heard.add("bound " + status);
            }

            @Override
            public void broken() {
              heard.add("broken");
            }
          });

  private static String answer(String id, String status) {
    return "MSRP "
        + id
        + " "
        + status
        + "\r\nTo-Path: msrp://a/b;tcp\r\nFrom-Path: "
        + "msrp://c/d;tcp\r\n-------"
        + id
        + "$\r\n";
  }

  private static String messages(int count) {
    ByteBuf out = Unpooled.buffer();
    Sends sends = new Sends(ROOM, Sends.paths(ROOM, 2855), 300);
    for (int i = 0; i < count; i++) {
      sends.append(out);
    }
    return out.toString(US_ASCII);
  }

  private void read(String text, int piece) {
    for (int from = 0; from < text.length(); from += piece) {
      String part = text.substring(from, Math.min(text.length(), from + piece));
      reader.read(UnpooledByteBufAllocator.DEFAULT, Unpooled.copiedBuffer(part, US_ASCII));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 10_000})
  void readsMessagesAndAnswersHoweverTheyAreCut(int piece) {
    read(
        messages(2)
            + answer("bind0000", "200 OK")
            + answer("a00000000", "200 OK")
            + answer("a00000001", "408 Downstream timeout")
            + messages(1)
            + answer("a00000012", "200 OK"),
        piece);

    assertThat(heard)
        .containsExactly(
            "message 0",
            "message 1",
            "bound 200",
            "200 to 0",
            "408 to 1",
            "message 0",
            "200 to 12");
    reader.release();
  }

  @Test
  void saysWhenAFrameIsNotAsLongAsItShouldBe() {
    String second = messages(1).replace("xxx", "xx");

    read(messages(1) + second + messages(1), 10_000);

    assertThat(heard).startsWith("message 0").contains("broken");
  }
}
