package org.parlour.mswitch.observe;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Up when clients can connect and Kafka answers.
public final class SwitchHealth implements HealthIndicator {
  /// A switch that Kafka has not acknowledged for so long is no longer believed to live.
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final BooleanSupplier listening;
  private final BooleanSupplier reading;
  private final Supplier<Duration> silence;

  /// @param listening the port is open
  /// @param reading the inbox is read
  /// @param silence how long ago Kafka acknowledged a heartbeat
  public SwitchHealth(
      BooleanSupplier listening, BooleanSupplier reading, Supplier<Duration> silence) {
    this.listening = listening;
    this.reading = reading;
    this.silence = silence;
  }

  @Override
  public Health health() {
    boolean acknowledged = silence.get().compareTo(SILENCE) < 0;
    boolean up = listening.getAsBoolean() && reading.getAsBoolean() && acknowledged;
    return (up ? Health.up() : Health.down())
        .withDetail("listening", listening.getAsBoolean())
        .withDetail("reading", reading.getAsBoolean())
        .withDetail("acknowledged", acknowledged)
        .build();
  }
}
