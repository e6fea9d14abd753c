package org.parlour.edge.config;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Ready when the stack listens, the inbox is read, and Kafka acknowledges.
final class EdgeHealth implements HealthIndicator {
  private final Edge edge;

  EdgeHealth(Edge edge) {
    this.edge = edge;
  }

  @Override
  public Health health() {
    Health.Builder builder = edge.ready() ? Health.up() : Health.outOfService();
    return builder
        .withDetail("listening", edge.listening())
        .withDetail("inboxPositioned", edge.positioned())
        .withDetail("kafkaAcknowledges", edge.acknowledged())
        .withDetail("draining", edge.draining())
        .withDetail("inFlight", edge.inFlight())
        .build();
  }
}
