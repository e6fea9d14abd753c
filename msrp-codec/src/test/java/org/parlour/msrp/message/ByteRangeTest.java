package org.parlour.msrp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §7.1.1")
class ByteRangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-25/25",
        "1-*/25",
        "1-*/*",
        "1-0/0",
        "26-30/*",
        "9007199254740992-*/*",
        "26-25/25"
      })
  void readsAndPrints(String text) {
    assertThat(ByteRange.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "/",
        "1",
        "1-",
        "1-2",
        "1-2/",
        "-1-2/3",
        "0-2/3",
        "a-2/3",
        "1-a/3",
        "1-2/a",
        "*-2/3",
        "3-1/5",
        "1-6/5",
        "7-*/5",
        "1 - 2/3",
        "+1-2/3",
        "9007199254740993-*/*",
        "1-9223372036854775808/*",
        "1-2/99999999999999999999999",
        "1-2/3/4",
        "\u0661-2/3"
      })
  void refuses(String text) {
    assertThat(ByteRange.parse(text)).isNull();
  }

  @Test
  void cannotBeMadeContradictory() {
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(1, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(5, 3, 9));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(1, Long.MAX_VALUE, -1));
  }

  @Test
  void knowsItsLength() {
    assertThat(ByteRange.of(11, 20, 30).length()).isEqualTo(10);
    assertThat(ByteRange.of(1, 0, 0).length()).isZero();
    assertThat(ByteRange.WHOLE.length()).isEqualTo(ByteRange.UNKNOWN);
  }
}
