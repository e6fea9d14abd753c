package org.parlour.conference.config;

import org.parlour.conference.topology.ConferenceStreams;
import org.parlour.conference.topology.DocumentCensus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Ready when the stream processor has its partitions: not while it restores or rebalances.
final class StreamsHealth implements HealthIndicator {
  private final ConferenceStreams streams;

  private final DocumentCensus census;

  StreamsHealth(ConferenceStreams streams, DocumentCensus census) {
    this.streams = streams;
    this.census = census;
  }

  @Override
  public Health health() {
    Health.Builder health = streams.running() ? Health.up() : Health.outOfService();
    return health
        .withDetail("state", streams.state().name())
        .withDetail("documents", census.latest())
        .build();
  }
}
