package org.parlour.client.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.parlour.client.load.LoadPlan;
import org.parlour.client.load.LoadReport;
import org.parlour.client.load.LoadRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parlour load`.
@Command(
    name = "load",
    description = {
      "Set up, use and end sessions at a given rate, however slow the server is (open loop).",
      "A session counts as failed when any participant misses a message or an answer."
    })
final class LoadCommand implements Callable<Integer> {
  /// Parts of the rate at which a warm-up goes, one after another for as long.
  private static final double[] WARM_UP = {0.3, 0.6, 1};

  @Mixin CoreOptions core = new CoreOptions();

  @Option(names = "--rate", defaultValue = "10", description = "sessions a second (default: 10)")
  double rate = 10;

  @Option(names = "--participants", defaultValue = "3", description = "in a session (default: 3)")
  int participants = 3;

  @Option(
      names = "--duration",
      defaultValue = "10s",
      converter = Seconds.class,
      description = "for example 60s, 2m (default: 10s)")
  Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--warm-up",
      defaultValue = "0s",
      converter = Seconds.class,
      description = "spent before at a growing rate, not counted (default: none)")
  Duration warmUp = Duration.ZERO;

  @Option(
      names = "--messages",
      defaultValue = "1",
      description = "said by the initiator in each session (default: 1)")
  int messages = 1;

  @Option(
      names = "--users",
      defaultValue = "0",
      description = "registered before (default: enough for the rate)")
  int users;

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
      description = "after which a session has failed (default: 10s)")
  Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--pid",
      split = ",",
      description = "processes whose CPU and memory are shown too")
  List<Long> pids = List.of();

  @Override
  public Integer call() throws Exception {
    LoadPlan counted = plan(rate, duration);
    if (!warmUp.isZero()) {
      for (double part : WARM_UP) {
        LoadPlan stage = plan(rate * part, warmUp.dividedBy(WARM_UP.length));
        System.out.printf("warming up, %.0f sessions/s%n", stage.rate());
        var _ = run(stage);
      }
    }
    LoadReport report = run(counted);
    report.lines().forEach(System.out::println);
    return report.failed() == 0 && report.succeeded() > 0 ? 0 : Failures.FAILED;
  }

  private LoadPlan plan(double sessionsASecond, Duration lasting) {
    return new LoadPlan(
        sessionsASecond,
        participants,
        lasting,
        messages,
        users > 0 ? users : LoadPlan.enoughUsers(rate, participants),
        connections,
        timeout,
        pids);
  }

  private LoadReport run(LoadPlan plan) throws Exception {
    try (LoadRun run =
        LoadRun.prepare(
            plan,
            threads,
            core.tap(),
            runtime -> core.node(runtime, sharedMedia),
            name -> core.options(name, null),
            System.out::println)) {
      return run.run();
    }
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
