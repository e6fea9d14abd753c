package org.parlour.history.ingest;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while the archive does not take in what Kafka has: for want of Kafka or of the database.
final class IngestHealth implements HealthIndicator {
  private final IngestLoops loops;

  IngestHealth(IngestLoops loops) {
    this.loops = loops;
  }

  @Override
  public Health health() {
    return (loops.healthy() ? Health.up() : Health.down()).build();
  }
}
