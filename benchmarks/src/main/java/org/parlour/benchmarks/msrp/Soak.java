package org.parlour.benchmarks.msrp;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Holds the switch under load for long, while legs come, go and read slowly, and says what went
/// wrong:
///
///     mvn -pl benchmarks -am test-compile exec:exec@soak -Dsoak="--sessions 200 --duration 20m"
///
/// Exits with 1 when anything did.
@Command(name = "soak", sortOptions = false, mixinStandardHelpOptions = true)
public final class Soak implements Callable<Integer> {
  @Option(names = "--sessions", description = "Sessions (${DEFAULT-VALUE}).")
  private int sessions = 200;

  @Option(names = "--legs", description = "Legs of a session (${DEFAULT-VALUE}).")
  private int legs = 10;

  @Option(names = "--duration", description = "Such as 90s or 20m (${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofMinutes(20);

  @Option(
      names = "--rate",
      description = "Messages a second in all; absent: half of what the switch can take.")
  private double rate;

  @Option(names = "--paranoid", description = "Track every buffer.")
  private boolean paranoid;

  private Soak() {}

  /// @param arguments several may be in one
  public static void main(String[] arguments) {
    Processors.keepOff();
    CommandLine line = new CommandLine(new Soak());
    line.registerConverter(Duration.class, DurationStyle::detectAndParse);
    System.exit(line.execute(Words.of(arguments).toArray(String[]::new)));
  }

  @Override
  public Integer call() {
    SoakReport report = new SoakRun(new SoakPlan(sessions, legs, duration, rate, paranoid)).run();
    System.out.println("\n" + report.markdown());
    return report.violations().isEmpty() ? 0 : 1;
  }
}
