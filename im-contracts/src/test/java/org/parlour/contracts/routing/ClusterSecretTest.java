package org.parlour.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClusterSecretTest {
  private static final byte[] BYTES = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  @Test
  void isNeverPrinted() {
    assertThat(new ClusterSecret(1, BYTES)).hasToString("[REDACTED]");
    assertThat("secret=" + new ClusterSecret(1, BYTES)).doesNotContain("0123");
  }

  @Test
  void isLongEnough() {
    assertThatThrownBy(() -> new ClusterSecret(1, new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clusterSecret: 15 octets (expected: >= 16)");
  }

  @Test
  void givesTheSameTokenForTheSameText() {
    ClusterSecret secret = new ClusterSecret(1, BYTES);
    assertThat(secret.token("x"))
        .hasSize(26)
        .isEqualTo(new ClusterSecret(1, BYTES).token("x"))
        .isNotEqualTo(secret.token("y"))
        .isNotEqualTo(new ClusterSecret(2, BYTES).token("x"));
  }
}
