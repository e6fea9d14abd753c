package org.parlour.interop.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A service as a child process, for tests that kill or pause it. What it writes goes to a file.
public final class ServiceProcess implements AutoCloseable {
  private static final List<String> JVM =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final String name;
  private final Process process;
  private final Path log;

  private ServiceProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /// From the class path of this JVM: no packaging is needed.
  ///
  /// @param name of the log file
  /// @param application the service's Spring Boot application
  /// @param properties by full name
  public static ServiceProcess start(
      String name, Class<?> application, Map<String, String> properties, Path logs) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), application.getName()));
    return start(name, command, properties, logs);
  }

  /// From the jar that `mvn package` made, as an operator runs it.
  public static ServiceProcess startJar(
      String name, Path jar, Map<String, String> properties, Path logs) {
    List<String> command = new ArrayList<>(java());
    command.addAll(List.of("-jar", jar.toString()));
    return start(name, command, properties, logs);
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    return command;
  }

  private static ServiceProcess start(
      String name, List<String> command, Map<String, String> properties, Path logs) {
    List<String> all = new ArrayList<>(command);
    properties.forEach((property, value) -> all.add("--" + property + "=" + value));
    try {
      Path log = Files.createDirectories(logs).resolve(name + ".log");
      Process process =
          new ProcessBuilder(all)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServiceProcess(name, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// SIGKILL: no last word.
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// SIGTERM: it drains and leaves.
  public void terminate() {
    process.destroy();
    awaitEnd();
  }

  /// SIGSTOP: it is there and does nothing.
  public void pause() {
    signal("STOP");
  }

  /// SIGCONT.
  public void resume() {
    signal("CONT");
  }

  /// Everything it wrote so far, for a failure's message.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
