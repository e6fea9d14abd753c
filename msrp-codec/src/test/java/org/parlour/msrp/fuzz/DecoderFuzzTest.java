package org.parlour.msrp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parlour.protocol.Spec;

/// Any octets: no exception, and what is read does not depend on how they come.
class DecoderFuzzTest {
  @MethodSource("org.parlour.msrp.fuzz.Seeds#torture")
  @Spec("RFC 4975 §9")
  @FuzzTest
  void readsTheSameHoweverItComes(byte[] octets) {
    Reader whole = new Reader(octets, 0);
    Reader single = new Reader(octets, 1);
    Reader odd = new Reader(octets, 7);

    if (!whole.isAmbiguous()) {
      assertThat(single.messages()).isEqualTo(whole.messages());
      assertThat(odd.messages()).isEqualTo(whole.messages());
    }
  }
}
