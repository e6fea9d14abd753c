package org.parlour.benchmarks.msrp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The soak, short and small, with every buffer tracked.
class SoakIT {
  @Test
  void nothingIsLostRepeatedOrLeakedWhileLegsComeAndGoAndReadSlowly() {
    SoakPlan plan = new SoakPlan(20, 8, Duration.ofSeconds(30), 2_000, true);

    SoakReport report = new SoakRun(plan).run();

    System.out.println(report.markdown());
    assertThat(report.violations()).isEmpty();
    assertThat(report.figures().get("legs lost: TOO_SLOW")).isNotEqualTo("0");
    assertThat(report.figures().get("legs lost: CONNECTION_LOST")).isNotEqualTo("0");
  }
}
