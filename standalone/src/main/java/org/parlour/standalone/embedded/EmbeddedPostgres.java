package org.parlour.standalone.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One real PostgreSQL beside this JVM, as durable as a server: a commit is on the disk. What it
/// stores stays in its directory. Any user and database name `postgres`; any password.
public final class EmbeddedPostgres implements AutoCloseable {
  public static final String USER = "postgres";
  public static final String PASSWORD = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.server = server;
  }

  /// Blocks until it serves clients: a second in a new directory, a tenth in a kept one. A server
  /// that a killed JVM left behind in the same directory is stopped first.
  ///
  /// @throws UncheckedIOException when it does not start, with what PostgreSQL says
  public static EmbeddedPostgres start(Path directory, int port) {
    try {
      Files.createDirectories(directory);
      stopLeftOver(directory);
      return new EmbeddedPostgres(
          io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setRegisterShutdownHook(false)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "50")
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start in " + directory, e);
    }
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
  }

  /// Rolls open transactions back, writes a checkpoint, ends.
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops a server that a killed JVM left behind in `directory`, if there is one. The caller knows
  /// that nobody else uses the directory.
  public static void stopLeftOver(Path directory) throws IOException {
    Path pidFile = directory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> leftOver =
        pid(Files.readAllLines(pidFile))
            .flatMap(ProcessHandle::of)
            .filter(EmbeddedPostgres::isServer);
    if (leftOver.isPresent()) {
      LOG.warn(
          "PostgreSQL {} was left behind by a killed suite: stopping it", leftOver.get().pid());
      stop(leftOver.get());
    }
    Files.deleteIfExists(pidFile);
  }

  private static Optional<Long> pid(List<String> lines) {
    try {
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Long.valueOf(lines.getFirst().strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isServer(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("postgres");
  }

  /// SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients that are no more.
  private static void stop(ProcessHandle process) throws IOException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
    try {
      process.onExit().get(5, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
