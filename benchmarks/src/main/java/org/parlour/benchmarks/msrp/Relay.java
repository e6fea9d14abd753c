package org.parlour.benchmarks.msrp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parlour.support.net.FreePorts;

/// Kamailio's `msrp` module with `kamailio-msrp.cfg`, on the servers' processor.
final class Relay implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/kamailio");
  private static final int PATIENCE_SECONDS = 10;

  private final TemporaryDirectory directory = TemporaryDirectory.create();
  private final Process process;
  private final int port = FreePorts.one();

  private Relay(int processor) throws IOException {
    Path settings = directory.path().resolve("kamailio.cfg");
    try (var resource =
        Objects.requireNonNull(Relay.class.getResourceAsStream("/kamailio-msrp.cfg"))) {
      Files.copy(resource, settings);
    }
    process =
        new ProcessBuilder(
                "taskset",
                "-c",
                Integer.toString(processor),
                PROGRAM.toString(),
                "-DD",
                "-E",
                "-f",
                settings.toString(),
                "-Y",
                directory.path().toString(),
                "-l",
                "tcp:" + Room.HOST + ":" + port)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(directory.path().resolve("log").toFile())
            .start();
    Waiting.until(this::isListening, PATIENCE_SECONDS, "kamailio, see " + directory.path());
  }

  /// @return null when it is not installed
  static @Nullable Relay start(int processor) {
    try {
      return Files.isExecutable(PROGRAM) ? new Relay(processor) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Room.HOST, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /// Processor seconds that it and its workers used so far.
  double processorSeconds() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(each -> ServerProcess.processorSeconds(each.pid()))
        .sum();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    directory.close();
  }
}
