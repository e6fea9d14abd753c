package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Says when the upstream may be asked. It is shut after a failure, each time for longer, and by
/// chance for more or less, so that instances do not come all at once; then it lets one in, and the
/// others after that one has succeeded. Thread-safe.
final class Gate {
  private static final double LEAST = 0.5;

  private final Duration first;
  private final Duration longest;
  private final Duration request;
  private final InstantSource clock;
  private final DoubleSupplier chance;

  private int failures;
  private int generation;
  private Instant opens = Instant.MIN;
  private @Nullable Instant failingSince;
  private @Nullable Outcome last;

  /// @param first how long it is shut after one failure; twice as long after the next
  /// @param longest at most, whatever the upstream asks for
  /// @param request the longest that one takes: whoever was let in and does not come back does not
  ///     keep others out for longer
  /// @param chance from 0 to 1
  Gate(
      Duration first,
      Duration longest,
      Duration request,
      InstantSource clock,
      DoubleSupplier chance) {
    this.first = first;
    this.longest = longest;
    this.request = request;
    this.clock = clock;
    this.chance = chance;
  }

  /// @param generation of failures before it was given
  record Pass(int generation) {}

  /// @param since when it began to fail
  /// @param last how the latest request ended
  record Failing(int failures, Instant since, Outcome last) {}

  /// For how long nobody is let in; zero when somebody is.
  synchronized Duration shut() {
    Duration left = failures == 0 ? Duration.ZERO : Duration.between(clock.instant(), opens);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Lets one in, who says afterwards how it went.
  ///
  /// @return null while it is shut
  synchronized @Nullable Pass enter() {
    if (!shut().isZero()) {
      return null;
    }
    if (failures > 0) {
      opens = clock.instant().plus(request);
    }
    return new Pass(generation);
  }

  synchronized void answered() {
    failures = 0;
    failingSince = null;
    last = null;
  }

  /// Those who were in together fail together: they count once.
  synchronized void failed(Pass pass, Fetched.Failed failed) {
    if (pass.generation() != generation) {
      return;
    }
    generation++;
    if (failingSince == null) {
      failingSince = clock.instant();
    }
    last = failed.outcome();
    failures++;
    opens = clock.instant().plus(pause(failed.retryAfter()));
  }

  private Duration pause(@Nullable Duration wanted) {
    long doubled = first.toMillis() << Math.min(failures - 1, 20);
    long millis = Math.min(doubled, longest.toMillis());
    Duration own = Duration.ofMillis((long) (millis * (LEAST + LEAST * chance.getAsDouble())));
    Duration asked = wanted == null || wanted.compareTo(own) < 0 ? own : wanted;
    return asked.compareTo(longest) > 0 ? longest : asked;
  }

  /// Null while the upstream answers.
  synchronized @Nullable Failing failing() {
    return failingSince == null || last == null ? null : new Failing(failures, failingSince, last);
  }
}
