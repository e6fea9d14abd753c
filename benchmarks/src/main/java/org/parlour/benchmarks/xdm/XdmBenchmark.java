package org.parlour.benchmarks.xdm;

import java.util.List;
import java.util.concurrent.Callable;
import org.parlour.benchmarks.msrp.TemporaryDirectory;
import org.parlour.benchmarks.msrp.Words;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures documents at speed and at size, and prints tables:
///
///     mvn -pl benchmarks -am test-compile exec:exec@xdm -Dxdm="--only=rates"
///
/// Exits with 1 when a goal is missed.
@Command(name = "xdm", sortOptions = false, mixinStandardHelpOptions = true)
public final class XdmBenchmark implements Callable<Integer> {
  private static final String FULL = "documents";
  private static final String EMPTY = "empty";
  private static final String READY = "/actuator/health/readiness";

  /// What may be measured.
  enum Part {
    RATES,
    EDIT,
    GROUPS,
    START
  }

  @Option(names = "--only", split = ",", description = "${COMPLETION-CANDIDATES}; all by default.")
  private List<Part> only = List.of(Part.values());

  @Option(names = "--connections", description = "Of clients (${DEFAULT-VALUE}).")
  private int connections = 16;

  @Option(names = "--runs", description = "Of each row of rates (${DEFAULT-VALUE}).")
  private int runs = 5;

  @Option(names = "--seconds", description = "Of a run (${DEFAULT-VALUE}).")
  private double seconds = 2;

  @Option(names = "--members", description = "Of the large group (${DEFAULT-VALUE}).")
  private int members = 10_000;

  @Option(names = "--groups", description = "To be listed (${DEFAULT-VALUE}).")
  private int groups = 100_000;

  @Option(names = "--profile", description = "Where the service's flight recording goes.")
  private String profile = "";

  private final Report report = new Report();

  private XdmBenchmark() {}

  /// @param arguments several may be in one
  public static void main(String[] arguments) {
    // a server closes a connection after 20 s of silence, perhaps while a request is under way
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    // an answer may come sooner than the client takes its connection for used: it asks again by GET
    // anyway, and may by PUT, which is the same when done twice
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    CommandLine line =
        new CommandLine(new XdmBenchmark()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(Words.of(arguments).toArray(String[]::new)));
  }

  @Override
  public Integer call() {
    if (connections < 1 || connections > Backends.USERS) {
      throw new IllegalArgumentException(
          "--connections: " + connections + " (expected: 1 to " + Backends.USERS + ")");
    }
    try (TemporaryDirectory directory = TemporaryDirectory.create();
        Backends backends = new Backends(directory.path());
        Load load = new Load()) {
      String full = backends.database(FULL);
      String _ = backends.database(EMPTY);
      ManyGroups many = new ManyGroups(load, report, groups);
      try (Server service = backends.service(FULL, flags())) {
        double _ = service.awaitReady(READY);
        if (only.contains(Part.RATES)) {
          rates(backends, load, service);
        }
        if (only.contains(Part.EDIT)) {
          new LargeGroup(load, report, service, members).measure();
        }
        if (only.contains(Part.GROUPS) || only.contains(Part.START)) {
          backends.execute(full, ManyGroups.seed(groups));
        }
        if (only.contains(Part.GROUPS)) {
          many.list(service);
        }
      }
      if (only.contains(Part.START)) {
        try (Server first = backends.service(EMPTY, List.of())) {
          double _ = first.awaitReady(READY);
        }
        many.start(backends, FULL, EMPTY);
      }
    }
    System.out.printf("%nGoals missed: %d%n", report.missed());
    return report.missed() == 0 ? 0 : 1;
  }

  private void rates(Backends backends, Load load, Server service) {
    try (Server bare = backends.bare(EMPTY)) {
      double _ = bare.awaitReady("/ready");
      new Rates(load, report, bare, service, connections, runs, seconds).measure();
    }
  }

  private List<String> flags() {
    return profile.isEmpty()
        ? List.of()
        : List.of("-XX:StartFlightRecording:settings=profile,filename=" + profile);
  }
}
