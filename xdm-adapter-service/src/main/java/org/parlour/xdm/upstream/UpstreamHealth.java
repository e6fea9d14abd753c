package org.parlour.xdm.upstream;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while the upstream does not answer: what is here is served until it is too old.
final class UpstreamHealth implements HealthIndicator {
  private final Gate gate;

  UpstreamHealth(Gate gate) {
    this.gate = gate;
  }

  @Override
  public Health health() {
    Gate.Failing failing = gate.failing();
    return failing == null
        ? Health.up().build()
        : Health.down()
            .withDetail("since", failing.since().toString())
            .withDetail("failures", failing.failures())
            .withDetail("last", failing.last().tag())
            .build();
  }
}
