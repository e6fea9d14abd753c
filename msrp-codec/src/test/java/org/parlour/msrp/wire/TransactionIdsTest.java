package org.parlour.msrp.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.parlour.msrp.message.TransactionId;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §7.1")
class TransactionIdsTest {
  @Test
  void drawsValidIdsThatDiffer() {
    TransactionIds ids = new TransactionIds();
    Set<TransactionId> drawn = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      drawn.add(ids.next());
    }

    assertThat(drawn).hasSize(2000);
  }

  @Test
  void drawsAnIdThatTheBodyDoesNotHold() {
    ByteBuf body =
        Unpooled.copiedBuffer("-------0000000000000$\r\n-------1111111111111$", US_ASCII);
    int[] blocks = {0};
    SecureRandom counting =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            // 256 ids a block, all of them the number of the block
            java.util.Arrays.fill(bytes, (byte) blocks[0]++);
          }
        };
    TransactionIds ids = new TransactionIds(counting);

    assertThat(ids.nextFor(body).value()).isEqualTo("2222222222222");
  }

  @Test
  void findsDashesAnywhereInABody() {
    assertThat(TransactionIds.mayHoldEndLine(Unpooled.copiedBuffer("ab--------c", US_ASCII)))
        .isTrue();
    assertThat(TransactionIds.mayHoldEndLine(Unpooled.copiedBuffer("ab------c", US_ASCII)))
        .isFalse();
    assertThat(TransactionIds.mayHoldEndLine(Unpooled.copiedBuffer("-------", US_ASCII))).isTrue();
    assertThat(TransactionIds.mayHoldEndLine(Unpooled.EMPTY_BUFFER)).isFalse();
  }
}
