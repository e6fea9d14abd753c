package org.parlour.benchmarks.msrp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Measures the whole table, prints it and keeps it in `results`:
///
///     mvn -pl benchmarks -am test-compile exec:exec@msrp -Dmsrp="--quick"
public final class MsrpBenchmark implements AutoCloseable {
  private final Options options;
  private final Load load = new Load();
  private final String loadBefore = read(Path.of("/proc/loadavg"));

  private String relays = "";

  private MsrpBenchmark(Options options) {
    this.options = options;
  }

  /// @param arguments see [Options]; several may be in one
  public static void main(String[] arguments) {
    Processors.keepOff();
    try (MsrpBenchmark benchmark = new MsrpBenchmark(Options.parse(Words.of(arguments)))) {
      benchmark.run();
    }
  }

  private void run() {
    List<Outcome> outcomes = new ArrayList<>();
    List<Row> rows = Row.ALL.stream().filter(options::wants).toList();
    try (ServerProcess floor = start("floor");
        ServerProcess ours = profiled("switch");
        Relay relay = Relay.start(Processors.SERVERS)) {
      relays = relay == null ? "Kamailio (not installed)" : "Kamailio";
      for (Row row : rows) {
        if (!row.isRecorded() && !row.isIdle()) {
          outcomes.add(compare(row, floor, ours, relay));
        } else if (row.isRecorded()) {
          outcomes.add(recorded(row, floor));
        }
      }
    }
    for (Row row : rows) {
      if (row.isIdle()) {
        outcomes.add(idle(row));
      }
    }
    report(outcomes);
  }

  private ServerProcess start(String... arguments) {
    return new ServerProcess(Processors.SERVERS, List.of(), arguments);
  }

  private ServerProcess profiled(String... arguments) {
    String file = options.profile();
    List<String> flags =
        file == null
            ? List.of()
            : List.of("-XX:StartFlightRecording:settings=profile,filename=" + file);
    return new ServerProcess(Processors.SERVERS, flags, arguments);
  }

  private Outcome compare(Row row, ServerProcess floor, ServerProcess ours, @Nullable Relay relay) {
    for (ServerProcess server : List.of(floor, ours)) {
      row.work().run(load, server, options.warmUp());
    }
    Outcome outcome = new Outcome(row, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < options.runs(); i++) {
      outcome.floors().add(row.work().run(load, floor, options.seconds()));
      outcome.ours().add(row.work().run(load, ours, options.seconds()));
      if (relay != null && row.work() instanceof WindowWork window && window.isForRelays()) {
        outcome.relays().add(window.relayed(load, relay, options.seconds()));
      }
    }
    System.out.println(Markdown.table(List.of(outcome), "").lines().skip(2).findFirst().orElse(""));
    return outcome;
  }

  /// With a switch and a broker of its own.
  private Outcome recorded(Row row, ServerProcess floor) {
    try (TemporaryDirectory directory = TemporaryDirectory.create();
        ServerProcess kafka =
            new ServerProcess(Processors.OTHERS, List.of(), "kafka", directory.path().toString());
        ServerProcess ours = profiled("switch", kafka.greeting())) {
      return compare(row, floor, ours, null);
    }
  }

  /// Each time in fresh processes.
  private Outcome idle(Row row) {
    Outcome outcome = new Outcome(row, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < Math.min(3, options.runs()); i++) {
      try (ServerProcess floor = start("floor")) {
        outcome.floors().add(row.work().run(load, floor, 0));
      }
      try (ServerProcess ours = start("switch")) {
        outcome.ours().add(row.work().run(load, ours, 0));
      }
    }
    return outcome;
  }

  private void report(List<Outcome> outcomes) {
    String tables =
        Markdown.table(outcomes, relays)
            + "\n"
            + Markdown.spreads(outcomes)
            + "\nLoad average before: "
            + loadBefore.strip()
            + "; after: "
            + read(Path.of("/proc/loadavg")).strip()
            + ".\nJava "
            + Runtime.version()
            + ", Linux "
            + System.getProperty("os.version")
            + "; servers: `"
            + String.join(" ", ServerProcess.FLAGS)
            + "`\n";
    System.out.println("\n" + tables);
    if (options.writes()) {
      write(
          Path.of("results", LocalDate.now() + "-msrp.md"),
          "# The MSRP switch\n\nServers on processor 0, load on processor 1; medians of "
              + options.runs()
              + " runs of "
              + options.seconds()
              + " s, floor and switch in turn.\n\n"
              + tables);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    load.close();
  }
}
