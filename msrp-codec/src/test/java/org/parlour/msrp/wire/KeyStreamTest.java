package org.parlour.msrp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyStreamTest {
  private static byte[] next(KeyStream stream, int octets) {
    byte[] out = new byte[octets];
    stream.fill(out);
    return out;
  }

  @Test
  void neverGivesTheSameAgain() {
    KeyStream stream = new KeyStream();

    assertThat(next(stream, 64)).isNotEqualTo(next(stream, 64));
    assertThat(next(new KeyStream(), 64)).isNotEqualTo(next(new KeyStream(), 64));
  }

  @Test
  void goesOnWithinABlock() {
    KeyStream stream = new KeyStream();
    byte[] first = next(stream, 5);
    byte[] second = next(stream, 5);

    assertThat(first).isNotEqualTo(second).isNotEqualTo(new byte[5]);
    assertThat(next(stream, 33)).isNotEqualTo(new byte[33]);
  }
}
