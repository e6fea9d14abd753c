package org.parlour.interop.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program `sipp`, with the scenarios of `src/test/sipp`.
final class Sipp {
  private static final Path SCENARIOS = Path.of("src/test/sipp").toAbsolutePath();
  private static final Path LOGS = Path.of("target/sipp").toAbsolutePath();
  private static final int SECONDS = 60;

  private Sipp() {}

  static boolean isInstalled() {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(directory, "sipp"))) {
        return true;
      }
    }
    return false;
  }

  /// Plays a scenario; fails with what sipp says when it does not end well.
  ///
  /// @param transport `u1` for UDP, `t1` for TCP
  /// @param keys the scenario's own
  static void play(
      String scenario, String transport, int port, int calls, Map<String, String> keys) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sipp",
                "127.0.0.1:" + port,
                "-sf",
                SCENARIOS.resolve(scenario + ".xml").toString(),
                "-i",
                "127.0.0.1",
                "-t",
                transport,
                "-m",
                Integer.toString(calls),
                "-l",
                "1",
                "-nostdin",
                "-timeout",
                SECONDS + "s",
                "-timeout_error",
                "-trace_err",
                "-error_file",
                LOGS.resolve(scenario + "-" + transport + ".errors").toString()));
    keys.forEach((name, value) -> command.addAll(List.of("-key", name, value)));
    assertThat(exitCode(command, scenario + "-" + transport))
        .as("exit code of sipp; see %s", LOGS)
        .isZero();
  }

  private static int exitCode(List<String> command, String name) {
    try {
      Files.createDirectories(LOGS);
      Process process =
          new ProcessBuilder(command)
              .directory(LOGS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(LOGS.resolve(name + ".screen").toFile())
              .start();
      if (!process.waitFor(SECONDS + 10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("sipp does not end: " + command);
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
