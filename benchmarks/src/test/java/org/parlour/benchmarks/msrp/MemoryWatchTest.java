package org.parlour.benchmarks.msrp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
  private static final long MEGABYTE = 1024 * 1024;

  private final Map<String, String> figures = new HashMap<>();
  private final List<String> violations = new ArrayList<>();

  @Test
  void aSinglePeakIsNoSlope() {
    assertThat(MemoryWatch.slope(new double[] {0, 1, 2, 3, 4}, new double[] {1, 3, 90, 7, 9}))
        .isEqualTo(2, within(1e-9));
  }

  @Test
  void memoryThatGrowsIsAViolation() {
    watched(1).into(figures, violations);

    assertThat(violations)
        .singleElement()
        .asString()
        .startsWith("heap after a collection grew by 19.0 MB")
        .contains("slope +60.00 MB/min");
  }

  @Test
  void memoryThatGrewBeforeItWasWarmIsNone() {
    MemoryWatch watch = watched(0);
    watch.into(figures, violations);

    assertThat(violations).isEmpty();
    assertThat(figures).containsKeys("memory: the process", "memory: buffers");
  }

  /// 10 samples in which memory grows in any case, then 20.
  private static MemoryWatch watched(int megabytesEach) {
    MemoryWatch watch = new MemoryWatch();
    for (int i = 0; i < 30; i++) {
      long grown = i < 10 ? i * 5 : 50 + (long) (i - 10) * megabytesEach;
      watch.add(i, new ServerProcess.Memory(grown * MEGABYTE, 0, MEGABYTE));
    }
    return watch;
  }
}
