package org.parlour.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CrockfordBase32Test {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  @Test
  void writesKnownValues() {
    byte[] ones = new byte[16];
    Arrays.fill(ones, (byte) 0xff);
    byte[] counting = {0x00, 0x44, 0x32, 0x14, (byte) 0xc7, 0x42, 0x54, (byte) 0xb6, 0x35, -49};
    assertThat(CrockfordBase32.encode128(new byte[16])).isEqualTo("0".repeat(26));
    assertThat(CrockfordBase32.encode128(ones)).isEqualTo("z".repeat(25) + "w");
    assertThat(CrockfordBase32.encode(counting, 10)).isEqualTo("0123456789abcdef");
    assertThat(CrockfordBase32.encode(counting, 1)).isEqualTo("00");
    assertThat(CrockfordBase32.encode(counting, 0)).isEmpty();
  }

  @Property(tries = 300)
  void losesNoBit(@ForAll @Size(min = 16, max = 32) byte[] bytes) {
    String text = CrockfordBase32.encode128(bytes);
    BigInteger value = BigInteger.ZERO;
    for (char c : text.toCharArray()) {
      assertThat(DIGITS).contains(String.valueOf(c));
      value = value.shiftLeft(5).add(BigInteger.valueOf(DIGITS.indexOf(c)));
    }
    assertThat(text).hasSize(26);
    assertThat(value.shiftRight(2)).isEqualTo(new BigInteger(1, Arrays.copyOf(bytes, 16)));
  }
}
