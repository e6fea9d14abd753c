package org.parlour.xdm.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DifferenceTest {
  @Test
  void whatIsAlikeAroundIsLeftOut() {
    assertThat(Difference.of("a\nb\nc\nd\n", "a\nB\nc\nd\n")).isEqualTo("@@ line 2\n-b\n+B");
    assertThat(Difference.of("a\nb\nc", "a\nb\nx\nc")).isEqualTo("@@ line 3\n+x");
    assertThat(Difference.of("a\nb\nc", "a\nc")).isEqualTo("@@ line 2\n-b");
    assertThat(Difference.of("same", "same")).startsWith("@@ line 1");
  }

  @Test
  void aBeginningAndAnEndAreOneSided() {
    assertThat(Difference.of("", "a\nb\n")).isEqualTo("@@ line 1\n+a\n+b");
    assertThat(Difference.of("a\nb\n", "")).isEqualTo("@@ line 1\n-a\n-b");
  }

  @Test
  void longOnesAreCut() {
    assertThat(Difference.of("", "x".repeat(100_000))).hasSizeLessThan(5_000).endsWith("…");
  }
}
