package org.parlour.client.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.parlour.client.load.LoadPlan;
import org.parlour.client.load.LoadReport;
import org.parlour.client.load.LoadRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `parlour load`.
@Command(
    name = "load",
    subcommands = {LoadPagerCommand.class, LoadJoinCommand.class},
    description = {
      "Set up, use and end sessions at a given rate, however slow the server is (open loop).",
      "A session counts as failed when any participant misses a message or an answer."
    })
final class LoadCommand implements Callable<Integer> {
  /// Parts of the rate at which a warm-up goes, one after another for as long.
  private static final double[] WARM_UP = {0.3, 0.6, 1};

  @Mixin LoadOptions load = new LoadOptions();
  @Mixin LastingOptions time = new LastingOptions();

  @Option(names = "--rate", defaultValue = "10", description = "sessions a second (default: 10)")
  double rate = 10;

  @Option(names = "--participants", defaultValue = "3", description = "in a session (default: 3)")
  int participants = 3;

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

  @Override
  public Integer call() throws Exception {
    LoadPlan counted = plan(rate, time.duration);
    try (LoadRun run = LoadRun.prepare(counted, load, System.out::println)) {
      warmUp(run);
      LoadReport report = run.run(counted);
      report.lines().forEach(System.out::println);
      return report.failed() == 0 && report.succeeded() > 0 ? 0 : Failures.FAILED;
    }
  }

  private void warmUp(LoadRun run) throws InterruptedException {
    if (time.warmUp.isZero()) {
      return;
    }
    for (double part : WARM_UP) {
      LoadPlan stage = plan(rate * part, time.warmUp.dividedBy(WARM_UP.length));
      System.out.printf("warming up, %.0f sessions/s%n", stage.rate());
      var _ = run.run(stage);
    }
  }

  private LoadPlan plan(double sessionsASecond, Duration lasting) {
    return new LoadPlan(
        sessionsASecond,
        participants,
        lasting,
        messages,
        users > 0 ? users : LoadPlan.enoughUsers(rate, participants),
        load.connections,
        load.timeout,
        load.pids);
  }
}
