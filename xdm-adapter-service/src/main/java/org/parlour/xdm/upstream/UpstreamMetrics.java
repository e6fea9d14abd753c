package org.parlour.xdm.upstream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How the upstream fares.
///
/// - `im.xdm.upstream.requests{kind,outcome}`: requests by how they ended
/// - `im.xdm.upstream.documents`: how many it keeps that are here
/// - `im.xdm.upstream.told`: of how many it tells changes
/// - `im.xdm.upstream.notices`: how often it told
/// - `im.xdm.upstream.oldest`: seconds since the one was confirmed that waits longest
/// - `im.xdm.upstream.questions{outcome}`: questions of sessions: by the standing of the document,
///   or `late`, `overload`, `failed`
final class UpstreamMetrics {
  private static final String REQUESTS = "im.xdm.upstream.requests";
  private static final String QUESTIONS = "im.xdm.upstream.questions";
  private static final String OUTCOME = "outcome";

  private final MeterRegistry registry;
  private final Counter notices;
  private volatile Validations.Census census = new Validations.Census(0, 0, null);

  UpstreamMetrics(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.notices = registry.counter("im.xdm.upstream.notices");
    registry.gauge("im.xdm.upstream.documents", this, m -> m.census.documents());
    registry.gauge("im.xdm.upstream.told", this, m -> m.census.told());
    registry.gauge(
        "im.xdm.upstream.oldest", this, m -> seconds(m.census.oldest(), clock.instant()));
  }

  private static double seconds(@Nullable Instant oldest, Instant now) {
    return oldest == null ? 0 : Duration.between(oldest, now).toSeconds();
  }

  void requested(Kind kind, Outcome outcome) {
    registry.counter(REQUESTS, "kind", kind.tag(), OUTCOME, outcome.tag()).increment();
  }

  void asked(String outcome) {
    registry.counter(QUESTIONS, OUTCOME, outcome).increment();
  }

  void noticed() {
    notices.increment();
  }

  void counted(Validations.Census now) {
    census = now;
  }
}
