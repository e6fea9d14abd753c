package org.parlour.support.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class CorrelationTest {
  @Test
  void theIdIsInLogLinesUntilTheScopeIsClosed() {
    try (var ignored = Correlation.of("call-1")) {
      assertThat(MDC.get(Correlation.KEY)).isEqualTo("call-1");
    }

    assertThat(MDC.get(Correlation.KEY)).isNull();
  }

  @Test
  void aRecordWithoutIdDoesNotInheritTheLastOne() {
    MDC.put(Correlation.KEY, "call-1");

    try (var ignored = Correlation.of(null)) {
      assertThat(MDC.get(Correlation.KEY)).isNull();
    }
  }
}
