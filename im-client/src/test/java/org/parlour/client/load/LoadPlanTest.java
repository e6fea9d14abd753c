package org.parlour.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
  private static LoadPlan plan(double rate, Duration duration) {
    return new LoadPlan(rate, 3, duration, 1, 10, 1, Duration.ofSeconds(10), List.of());
  }

  @Test
  void startsAreEvenlySpacedAndDependOnTheirNumberAlone() {
    LoadPlan plan = plan(100, Duration.ofSeconds(60));
    assertThat(plan.sessions()).isEqualTo(6000);
    assertThat(plan.dueNanos(0)).isZero();
    assertThat(plan.dueNanos(1)).isEqualTo(10_000_000);
    assertThat(plan.dueNanos(5999)).isEqualTo(59_990_000_000L);
  }

  @Test
  void fractionsOfARateAreKept() {
    assertThat(plan(0.5, Duration.ofSeconds(10)).sessions()).isEqualTo(5);
    assertThat(plan(0.1, Duration.ofSeconds(1)).sessions()).isEqualTo(1);
    assertThat(plan(3, Duration.ofMillis(1500)).sessions()).isEqualTo(4);
  }

  @Test
  void nonsenseIsRefusedWithItsName() {
    assertThatThrownBy(() -> plan(0, Duration.ofSeconds(1))).hasMessageContaining("rate: 0.0");
    assertThatThrownBy(() -> plan(1, Duration.ZERO)).hasMessageContaining("duration");
    assertThat(LoadPlan.enoughUsers(100, 3)).isEqualTo(300);
    assertThat(LoadPlan.enoughUsers(1, 3)).isEqualTo(12);
  }

  @Test
  void reportCountsFailuresByCauseAndComputesRates() {
    LoadPlan plan = plan(10, Duration.ofSeconds(2));
    LoadStatistics statistics = new LoadStatistics();
    for (int i = 1; i <= 1000; i++) {
      statistics.setUp(i * 1_000_000L);
    }
    for (int i = 0; i < 17; i++) {
      statistics.succeeded();
    }
    statistics.failed("set-up: 503");
    statistics.failed("set-up: 503");
    statistics.failed("timeout");
    LoadReport report = statistics.report(plan, 20, 3_000_000_000L, "");
    assertThat(report.failed()).isEqualTo(3);
    assertThat(report.achievedRate()).isEqualTo(8.5);
    assertThat(report.setUp().p50()).isBetween(499.0, 501.0);
    assertThat(report.setUp().p99()).isBetween(989.0, 991.0);
    assertThat(report.setUp().p999()).isBetween(998.0, 1000.0);
    assertThat(report.lines())
        .contains("sessions   20 started, 17 succeeded, 3 failed")
        .contains("failed     2 x set-up: 503");
    assertThat(statistics.finished()).isEqualTo(20);
  }
}
