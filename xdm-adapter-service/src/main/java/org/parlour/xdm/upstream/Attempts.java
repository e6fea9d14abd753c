package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Asks the upstream a few times in a short time, as far as the [Gate] lets. Thread-safe; blocks.
final class Attempts {
  /// Between two looks at a gate that is shut: it opens when somebody else has succeeded.
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Upstream upstream;
  private final Gate gate;
  private final UpstreamMetrics metrics;
  private final InstantSource clock;
  private final Pause pause;
  private final int most;
  private final Duration patience;
  private final Duration request;

  /// How one waits.
  @FunctionalInterface
  interface Pause {
    /// @return false when nothing is worth waiting for any more
    boolean pause(Duration time);
  }

  /// @param most attempts
  /// @param patience for all of them
  /// @param request the longest that one may take
  Attempts(
      Upstream upstream,
      Gate gate,
      UpstreamMetrics metrics,
      InstantSource clock,
      Pause pause,
      int most,
      Duration patience,
      Duration request) {
    this.upstream = upstream;
    this.gate = gate;
    this.metrics = metrics;
    this.clock = clock;
    this.pause = pause;
    this.most = most;
    this.patience = patience;
    this.request = request;
  }

  /// @param etag of the document that is here; null when there is none
  Fetched fetch(Kind kind, ImAddress uri, @Nullable String etag) {
    Instant end = clock.instant().plus(patience);
    Fetched last = null;
    int asked = 0;
    while (asked < most) {
      Duration shut = gate.shut();
      Duration left = Duration.between(clock.instant(), end);
      if (shut.compareTo(left) >= 0) {
        break;
      }
      Gate.Pass pass = gate.enter();
      if (pass == null) {
        if (!pause.pause(least(shut, LOOK))) {
          break;
        }
        continue;
      }
      asked++;
      last = upstream.fetch(kind, uri, etag, least(left, request));
      metrics.requested(kind, last.outcome());
      if (!(last instanceof Fetched.Failed failed)) {
        gate.answered();
        return last;
      }
      gate.failed(pass, failed);
    }
    if (last == null) {
      metrics.requested(kind, Outcome.BACKING_OFF);
      return new Fetched.Failed(Outcome.BACKING_OFF);
    }
    return last;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
