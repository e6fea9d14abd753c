package org.parlour.standalone.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Each service as a child process with the class path of this JVM. A child that ends is not
/// replaced; children end when this JVM does, in whatever way.
final class InProcesses implements ServiceHost {
  private static final long PATIENCE_MILLIS = 3_500;

  private final Map<Service, Process> children = new ConcurrentHashMap<>();
  private final Path logs;
  private final Progress progress;
  private volatile boolean closing;

  InProcesses(Path logs, Progress progress) {
    this.logs = logs;
    this.progress = progress;
  }

  @Override
  public void start(Service service, String[] arguments) {
    try {
      Files.createDirectories(logs);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ChildJvm.FLAGS);
      command.add("-cp");
      command.add(System.getProperty("java.class.path"));
      command.add(ChildMain.class.getName());
      command.add(service.application().getName());
      command.addAll(List.of(arguments));
      Process child =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(logs.resolve(service.label() + ".log").toFile())
              .start();
      children.put(service, child);
      child.onExit().thenAccept(ended -> report(service, ended));
    } catch (IOException e) {
      throw StartFailure.of(service.label() + " did not start", e);
    }
  }

  /// The service that ended although nobody asked it to, or null.
  boolean allAlive() {
    return children.values().stream().allMatch(Process::isAlive);
  }

  private void report(Service service, Process ended) {
    if (!closing) {
      progress.line(
          "%s (process %d) ended with code %d; see %s"
              .formatted(
                  service.label(),
                  ended.pid(),
                  ended.exitValue(),
                  logs.resolve(service.label() + ".log")));
    }
  }

  @Override
  public void close() {
    closing = true;
    children.values().forEach(Process::destroy);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    for (Process child : children.values()) {
      try {
        if (!child.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          child.destroyForcibly();
        }
      } catch (InterruptedException e) {
        child.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
