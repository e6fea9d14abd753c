package org.parlour.standalone.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parlour.standalone.embedded.EmbeddedPostgres;

/// From the command line to a running suite and a banner; from Ctrl-C to an empty process table.
public final class Launcher {
  private static final int JAVA = 25;
  private static final long LONGEST_STOP_MILLIS = 4_500;
  private static final long LONGEST_ABORT_MILLIS = 20_000;
  private static final PrintStream OUT = System.out;

  private final AtomicReference<@Nullable Suite> suite = new AtomicReference<>();
  private final AtomicReference<@Nullable DataDirectory> data = new AtomicReference<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Progress progress =
      new Progress(OUT, ManagementFactory.getRuntimeMXBean().getStartTime());

  private Launcher() {}

  /// Returns when the suite is ready: Kafka's threads keep the JVM alive. On failure the JVM ends
  /// with code 1 after one line that says why.
  public static void launch(String... arguments) {
    new Launcher().run(arguments);
  }

  private void run(String... arguments) {
    try {
      LaunchOptions options = LaunchOptions.parse(arguments);
      if (options.help()) {
        OUT.print(LaunchOptions.USAGE);
        return;
      }
      requireJava();
      start(options);
    } catch (StartFailure e) {
      fail(e);
    } catch (RuntimeException | IOException e) {
      fail(StartFailure.of("the suite did not start", e));
    }
  }

  private void start(LaunchOptions options) throws IOException {
    DataDirectory directory = DataDirectory.open(options.dataDirectory(), options.fresh());
    data.set(directory);
    Files.createDirectories(directory.logs());
    LogFile.open(directory.logs(), options.properties());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-suite"));
    SuiteProperties properties = new SuiteProperties(options.properties());
    Suite starting = new Suite(properties, directory, options.processes(), progress);
    suite.set(starting);
    starting.start();
    OUT.print(Welcome.text(starting.addresses(), directory, progress.elapsedSeconds()));
    OUT.flush();
  }

  private static void requireJava() {
    int present = Runtime.version().feature();
    if (present < JAVA) {
      throw new StartFailure("Java " + JAVA + " is needed, and this is Java " + present);
    }
  }

  private void fail(StartFailure failure) {
    if (stopping.getCount() == 0) {
      return;
    }
    System.err.println("Parlour cannot start: " + failure.getMessage());
    System.err.flush();
    limit(LONGEST_ABORT_MILLIS);
    closeAll();
    Runtime.getRuntime().halt(1);
  }

  /// On Ctrl-C or SIGTERM.
  private void stop() {
    stopping.countDown();
    progress.line("stopping");
    limit(LONGEST_STOP_MILLIS);
    closeAll();
    progress.line("stopped");
  }

  private void closeAll() {
    Suite running = suite.getAndSet(null);
    if (running != null) {
      running.close();
    }
    DataDirectory directory = data.getAndSet(null);
    if (directory != null) {
      directory.close();
    }
  }

  /// Whatever hangs does not keep the user waiting, and the database does not outlive this JVM.
  private void limit(long millis) {
    CountDownLatch never = new CountDownLatch(1);
    DataDirectory directory = data.get();
    OwnThread.run(
        "stop-limit",
        () -> {
          try {
            if (!never.await(millis, TimeUnit.MILLISECONDS)) {
              if (directory != null) {
                EmbeddedPostgres.stopLeftOver(directory.postgres());
              }
            }
          } catch (IOException e) {
            progress.line("PostgreSQL cannot be stopped: " + e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            Runtime.getRuntime().halt(1);
          }
        });
  }
}
