package org.parlour.benchmarks.msrp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parlour.mswitch.switching.Carrier;

/// A [ServerMain] in a JVM of its own, on a processor of its own.
final class ServerProcess implements AutoCloseable {
  /// Of every server alike: those that `./parlour` starts the suite with for load, and a heap that
  /// shows whether memory grows.
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseParallelGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xms256m",
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dlogback.configurationFile=logback-msrp.xml");

  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;
  private final String greeting;

  /// Returns when it listens.
  ///
  /// @param more further flags of this one: to profile it, for example
  ServerProcess(int processor, List<String> more, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("taskset", "-c", Integer.toString(processor), java()));
    command.addAll(FLAGS);
    command.addAll(more);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ServerMain.class.getName()));
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException("taskset and java are needed", e);
    }
    out = process.inputReader(StandardCharsets.UTF_8);
    in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    greeting = answer();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// What it said when it was up: its ports, or the broker's address.
  String greeting() {
    return greeting;
  }

  int port() {
    return port(Carrier.TCP);
  }

  int port(Carrier carrier) {
    return Integer.parseInt(greeting.split(" ")[carrier.ordinal()]);
  }

  void open(Room room) {
    ask("open " + room.line());
  }

  void close(Room room) {
    ask("close " + room.name());
  }

  /// Octets that live in the heap and outside of it, after a collection.
  Memory memory() {
    String[] parts = ask("memory").split(" ");
    return new Memory(Long.parseLong(parts[0]), Long.parseLong(parts[1]), resident());
  }

  /// @param heap octets that live
  /// @param direct octets of buffers outside of the heap
  /// @param resident octets of the whole process
  record Memory(long heap, long direct, long resident) {}

  /// For [Losses#parse]: which legs it lost so far.
  String losses() {
    return ask("losses");
  }

  /// What is still there, after a collection.
  Leftovers leftovers() {
    String[] parts = ask("leftovers").split(" ");
    return new Leftovers(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /// @param leaks buffers that nobody released, as far as they are tracked
  record Leftovers(int sessions, int leaks) {}

  private String ask(String line) {
    in.println(line);
    return answer();
  }

  private String answer() {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(ServerMain.ANSWER)) {
          return line.substring(ServerMain.ANSWER.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the server ended");
  }

  /// Processor seconds that it used so far.
  double processorSeconds() {
    return processorSeconds(process.pid());
  }

  static double processorSeconds(long pid) {
    String line = read(pid, "stat");
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /// Octets of the whole process.
  long resident() {
    return Long.parseLong(read(process.pid(), "statm").split(" ")[1]) * 4096;
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    in.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
