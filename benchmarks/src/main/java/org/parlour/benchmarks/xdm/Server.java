package org.parlour.benchmarks.xdm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.parlour.support.net.FreePorts;

/// An application in a process of its own, with the class path of this one. It ends with us.
final class Server implements AutoCloseable {
  /// Of every server alike.
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xms512m",
          "-Xmx512m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// Runs another main, and ends with its standard input.
  private static final String CHILD = "org.parlour.standalone.launcher.ChildMain";

  private static final long POLL_NANOS = 20_000_000;
  private static final double PATIENCE_SECONDS = 90;
  private static final int OK = 200;

  private final int port = FreePorts.one();
  private final long started = System.nanoTime();
  private final Process process;
  private final Path log;

  /// @param more flags
  /// @param arguments properties, but for the port
  Server(Class<?> application, Path log, List<String> more, List<String> arguments) {
    this.log = log;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(more);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), CHILD, application.getName()));
    command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port));
    command.addAll(arguments);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /// Waits for a 200 at `path`.
  ///
  /// @return seconds since it was started
  double awaitReady(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(2)).GET().build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (seconds() < PATIENCE_SECONDS && process.isAlive()) {
        try {
          if (client.send(request, BodyHandlers.discarding()).statusCode() == OK) {
            return seconds();
          }
        } catch (IOException e) {
          // not yet
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server is not ready, see " + log);
  }

  private double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
