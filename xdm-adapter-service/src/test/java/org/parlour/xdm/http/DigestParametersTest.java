package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

@Spec("RFC 9110 §11.2")
class DigestParametersTest {
  @Test
  void valuesAreTokensOrStringsInQuotes() {
    assertThat(
            DigestParameters.parse(
                " Username=\"al \\\"b\\\\ice\",qop=auth , nc = 00000001,empty=\"\",qop=other"))
        .isEqualTo(Map.of("username", "al \"b\\ice", "qop", "auth", "nc", "00000001", "empty", ""));
  }

  @Test
  void whatCannotBeReadIsLeftOutWithAllBehindIt() {
    for (String broken : List.of("\"b\"=c", "=c", "b", "n".repeat(33) + "=c")) {
      assertThat(DigestParameters.parse("a=b, " + broken + ", d=e"))
          .as(broken)
          .isEqualTo(Map.of("a", "b"));
    }
  }
}
