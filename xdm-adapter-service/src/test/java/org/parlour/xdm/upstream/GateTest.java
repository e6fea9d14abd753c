package org.parlour.xdm.upstream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.xdm.document.ManualClock;

class GateTest {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration REQUEST = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();

  private Gate gate(double chance) {
    return new Gate(FIRST, LONGEST, REQUEST, clock, () -> chance);
  }

  /// Whoever is let in as soon as it opens fails, so many times.
  private void fail(Gate gate, int times, @Nullable Duration retryAfter) {
    for (int i = 0; i < times; i++) {
      clock.advance(gate.shut());
      gate.failed(requireNonNull(gate.enter()), new Fetched.Failed(Outcome.BROKEN, retryAfter));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // failures, chance, wanted by the upstream in ms, shut for ms
    "0, 1.0, , 0",
    "1, 1.0, , 200",
    "1, 0.0, , 100",
    "2, 1.0, , 400",
    "2, 0.5, , 300",
    "5, 1.0, , 3200",
    "8, 1.0, , 25600",
    "9, 1.0, , 30000",
    "40, 1.0, , 30000",
    "40, 0.0, , 15000",
    "1, 1.0, 5000, 5000",
    "5, 1.0, 100, 3200",
    "1, 1.0, 3600000, 30000",
  })
  void isShutLongerAfterEachFailureAndByChance(
      int failures, double chance, @Nullable Long wanted, long millis) {
    Gate gate = gate(chance);

    fail(gate, failures, wanted == null ? null : Duration.ofMillis(wanted));

    assertThat(gate.shut()).isEqualTo(Duration.ofMillis(millis));
    assertThat(gate.enter() == null).isEqualTo(millis > 0);
  }

  @Test
  void letsOneInAfterAFailureAndTheOthersWhenThatOneSucceeds() {
    Gate gate = gate(1);
    fail(gate, 1, null);
    clock.advance(FIRST);

    assertThat(gate.enter()).isNotNull();
    assertThat(gate.enter()).isNull();

    gate.answered();
    assertThat(gate.enter()).isNotNull();
    assertThat(gate.enter()).isNotNull();
    assertThat(gate.failing()).isNull();
  }

  @Test
  void waitsNoLongerForOneThatDoesNotComeBackThanARequestTakes() {
    Gate gate = gate(1);
    fail(gate, 1, null);
    clock.advance(FIRST);
    Gate.Pass lost = gate.enter();

    assertThat(lost).isNotNull();
    assertThat(gate.shut()).isEqualTo(REQUEST);
    clock.advance(REQUEST);
    assertThat(gate.enter()).isNotNull();
  }

  @Test
  void whoWereInTogetherFailTogether() {
    Gate gate = gate(1);
    Gate.Pass one = requireNonNull(gate.enter());
    Gate.Pass other = requireNonNull(gate.enter());

    gate.failed(one, new Fetched.Failed(Outcome.SLOW));
    gate.failed(other, new Fetched.Failed(Outcome.UNREACHABLE));

    assertThat(gate.shut()).isEqualTo(FIRST);
    assertThat(gate.failing()).isEqualTo(new Gate.Failing(1, clock.instant(), Outcome.SLOW));
  }

  @Test
  void saysSinceWhenItFails() {
    Gate gate = gate(1);
    fail(gate, 1, null);
    Gate.Failing first = requireNonNull(gate.failing());
    fail(gate, 2, null);

    assertThat(gate.failing()).isEqualTo(new Gate.Failing(3, first.since(), Outcome.BROKEN));
  }
}
