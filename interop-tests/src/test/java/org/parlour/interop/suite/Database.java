package org.parlour.interop.suite;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.parlour.standalone.embedded.EmbeddedPostgres;
import org.parlour.support.net.FreePorts;

/// A PostgreSQL that can be killed and started again, at the same port and with what it kept.
public final class Database implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final int port;
  private EmbeddedPostgres server;

  private Database(Path directory, int port) {
    this.directory = directory;
    this.port = port;
    this.server = EmbeddedPostgres.start(directory, port);
  }

  static Database start(Path directory) {
    return new Database(directory, FreePorts.one());
  }

  /// Without the user's name and password.
  public String url() {
    return server.jdbcUrl();
  }

  /// SIGKILL, to all of its processes.
  public void kill() {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    await("PostgreSQL is dead")
        .atMost(PATIENCE)
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  public void startAgain() {
    server.close();
    server = EmbeddedPostgres.start(directory, port);
  }

  private long pid() {
    try {
      return Long.parseLong(
          Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
