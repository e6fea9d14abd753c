package org.parlour.client.cli;

import java.time.Duration;
import java.util.List;
import org.parlour.client.ClientNode;
import org.parlour.client.ClientOptions;
import org.parlour.client.ClientRuntime;
import org.parlour.client.load.LoadAccess;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a load is made; the same for every kind.
final class LoadOptions implements LoadAccess {
  @Mixin CoreOptions core = new CoreOptions();

  @Option(
      names = "--connections",
      defaultValue = "4",
      description = "SIP connections that the users share (default: 4)")
  int connections = 4;

  @Option(names = "--threads", defaultValue = "2", description = "event loops (default: 2)")
  int threads = 2;

  @Option(
      names = "--shared-media",
      description = "all sessions of a connection's users share one MSRP connection")
  boolean sharedMedia;

  @Option(
      names = "--timeout",
      defaultValue = "10s",
      converter = Seconds.class,
      description = "after which something has failed (default: 10s)")
  Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--pid",
      split = ",",
      description = "processes whose CPU and memory are shown too")
  List<Long> pids = List.of();

  @Override
  public ClientRuntime runtime() {
    return core.runtime(threads, core.tap());
  }

  @Override
  public ClientNode node(ClientRuntime runtime) throws CommandFailure, InterruptedException {
    return core.node(runtime, sharedMedia);
  }

  @Override
  public ClientOptions user(String name) throws CommandFailure {
    return core.options(name, null);
  }

  /// Reads `500ms`, `60s`, `2m` or a bare number of seconds.
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String digits = value.replaceAll("[a-z]+$", "");
      long number = Long.parseLong(digits);
      return switch (value.substring(digits.length())) {
        case "ms" -> Duration.ofMillis(number);
        case "", "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> throw new IllegalArgumentException(value + " (expected: 60s, 2m or 500ms)");
      };
    }
  }
}
