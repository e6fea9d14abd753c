package org.parlour.interop.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void aRowIsGreenWhenATestPassedAndNoneFailed() {
    assertThat(Status.of(List.of(Outcome.PASSED, Outcome.SKIPPED))).isEqualTo(Status.GREEN);
  }

  @Test
  void oneFailureMakesItRed() {
    assertThat(Status.of(List.of(Outcome.PASSED, Outcome.FAILED))).isEqualTo(Status.RED);
  }

  @Test
  void withoutAPassedTestItIsOpen() {
    assertThat(Status.of(List.of())).isEqualTo(Status.OPEN);
    assertThat(Status.of(List.of(Outcome.SKIPPED))).isEqualTo(Status.OPEN);
  }

  @Test
  void theWorstOfSeveralRunsCounts() {
    assertThat(Outcome.PASSED.worse(Outcome.FAILED)).isEqualTo(Outcome.FAILED);
    assertThat(Outcome.SKIPPED.worse(Outcome.PASSED)).isEqualTo(Outcome.SKIPPED);
  }
}
