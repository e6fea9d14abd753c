package org.parlour.xdm.outbox;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Says how many documents there are. Always up: whether the database answers, others say.
final class OutboxHealth implements HealthIndicator {
  private final StoredCensus census;

  OutboxHealth(StoredCensus census) {
    this.census = census;
  }

  @Override
  public Health health() {
    return Health.up().withDetail("stored", census.latest()).build();
  }
}
