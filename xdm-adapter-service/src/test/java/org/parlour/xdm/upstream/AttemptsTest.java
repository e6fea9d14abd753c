package org.parlour.xdm.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.ManualClock;

class AttemptsTest {
  private static final ImAddress TEAM = ImAddress.parse("sip:team@im.example.org");
  private static final Duration REQUEST = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMillis(2500);
  private static final Fetched DOWN = new Fetched.Failed(Outcome.UNREACHABLE);
  private static final Fetched FINE = new Fetched.Absent();

  private final ManualClock clock = new ManualClock();
  private final ScriptedUpstream upstream = new ScriptedUpstream(clock);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Gate gate =
      new Gate(Duration.ofMillis(200), Duration.ofSeconds(30), REQUEST, clock, () -> 1);

  private Fetched fetch() {
    return new Attempts(
            upstream,
            gate,
            new UpstreamMetrics(registry, clock),
            clock,
            time -> {
              clock.advance(time);
              return true;
            },
            3,
            PATIENCE,
            REQUEST)
        .fetch(Kind.GROUP, TEAM, null);
  }

  private double count(Outcome outcome) {
    return registry
        .counter("im.xdm.upstream.requests", "kind", "group", "outcome", outcome.tag())
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    // failures before it answers, each takes ms, how it ends, requests, all takes ms
    "0, 0, ABSENT, 1, 0",
    "1, 0, ABSENT, 2, 200",
    "2, 0, ABSENT, 3, 600",
    "3, 0, UNREACHABLE, 3, 600",
    "1, 1000, ABSENT, 2, 2200",
    "2, 1000, UNREACHABLE, 2, 2200",
  })
  void asksAFewTimesWithinItsPatience(
      int failures, long takes, Outcome outcome, int requests, long millis) {
    List<Fetched> script = new ArrayList<>(Collections.nCopies(failures, DOWN));
    script.add(FINE);
    upstream.then(script.toArray(Fetched[]::new)).takes = Duration.ofMillis(takes);
    Instant start = clock.instant();

    assertThat(fetch().outcome()).isEqualTo(outcome);
    assertThat(upstream.asked).hasSize(requests);
    assertThat(Duration.between(start, clock.instant())).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void noRequestMayTakeLongerThanIsLeft() {
    upstream.then(DOWN, FINE).takes = Duration.ofSeconds(1);

    fetch();

    assertThat(upstream.given).containsExactly(REQUEST, Duration.ofMillis(1300));
  }

  @Test
  void anUpstreamThatFailedAShortTimeAgoIsNotAsked() {
    upstream.then(DOWN);
    fetch();
    fetch();
    int asked = upstream.asked.size();

    assertThat(fetch().outcome()).isEqualTo(Outcome.BACKING_OFF);
    assertThat(upstream.asked).hasSize(asked);
    assertThat(count(Outcome.BACKING_OFF)).isEqualTo(1);
    assertThat(count(Outcome.UNREACHABLE)).isEqualTo(asked);
  }

  @Test
  void whatCannotBeUsedIsNoReasonToAskAgain() {
    upstream.then(new Fetched.Unusable(Outcome.TOO_LARGE));

    assertThat(fetch().outcome()).isEqualTo(Outcome.TOO_LARGE);
    assertThat(upstream.asked).hasSize(1);
    assertThat(gate.failing()).isNull();
  }
}
