package org.parlour.xdm.command;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Down while commands in Kafka are not obeyed: for want of Kafka or of the database.
final class CommandHealth implements HealthIndicator {
  private final CommandLoops loops;

  CommandHealth(CommandLoops loops) {
    this.loops = loops;
  }

  @Override
  public Health health() {
    return (loops.healthy() ? Health.up() : Health.down()).build();
  }
}
