package org.parlour.support.messaging;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while a service does not take in what Kafka has: for want of Kafka or of its database.
public final class RecordLoopsHealth implements HealthIndicator {
  private final RecordLoops loops;

  public RecordLoopsHealth(RecordLoops loops) {
    this.loops = loops;
  }

  @Override
  public Health health() {
    return (loops.healthy() ? Health.up() : Health.down()).build();
  }
}
