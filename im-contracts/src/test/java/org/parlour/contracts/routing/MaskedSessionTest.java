package org.parlour.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parlour.protocol.address.ImAddress;

class MaskedSessionTest {
  @Test
  void shortensIdentitiesBeyondUse() {
    assertThat(MaskedSession.of(ImAddress.parse("sip:s-0123456789abcdefghjkmnpqrs@im.example.org")))
        .isEqualTo("sip:s-0123…@im.example.org");
    assertThat(MaskedSession.of(ImAddress.parse("sip:lobby@im.example.org;session=0123456789")))
        .isEqualTo("sip:lobby@im.example.org;session=0123…");
  }
}
