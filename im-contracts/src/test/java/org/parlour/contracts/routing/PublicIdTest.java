package org.parlour.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicIdTest {
  @Test
  void isAUuidThatAnybodyWhoKnowsTheNameFinds() {
    UUID id = PublicId.of("sip:s-0123456789abcdefghjkmnpqrs@im.example.org");

    assertThat(id).isEqualTo(PublicId.of("sip:s-0123456789abcdefghjkmnpqrs@im.example.org"));
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void differsWithTheName() {
    assertThat(PublicId.of("a")).isNotEqualTo(PublicId.of("b"));
  }
}
