package org.parlour.client.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/// How long a load is made.
final class LastingOptions {
  @Option(
      names = "--duration",
      defaultValue = "10s",
      converter = LoadOptions.Seconds.class,
      description = "for example 60s, 2m (default: 10s)")
  Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--warm-up",
      defaultValue = "0s",
      converter = LoadOptions.Seconds.class,
      description = "spent before at a lower rate, not counted (default: none)")
  Duration warmUp = Duration.ZERO;
}
