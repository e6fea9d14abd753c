package org.parlour.client.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// CPU time and memory of this process and of others.
final class ProcessUsage {
  private final Map<Long, Duration> before = new LinkedHashMap<>();
  private final long begun = System.nanoTime();

  private ProcessUsage() {}

  /// Begins to measure; processes that do not exist are left out.
  static ProcessUsage begin(List<Long> pids) {
    ProcessUsage usage = new ProcessUsage();
    List<Long> all = new ArrayList<>(pids);
    all.addFirst(ProcessHandle.current().pid());
    for (Long pid : all) {
      cpu(pid).ifPresent(time -> usage.before.put(pid, time));
    }
    return usage;
  }

  private static Optional<Duration> cpu(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
  }

  /// One line a process, since the beginning.
  String describe() {
    double seconds = (System.nanoTime() - begun) / 1e9;
    StringBuilder text = new StringBuilder();
    before.forEach(
        (pid, start) ->
            cpu(pid)
                .ifPresent(
                    now -> {
                      double used = now.minus(start).toMillis() / 1e3;
                      String who =
                          pid == ProcessHandle.current().pid() ? "this process" : "pid " + pid;
                      text.append(
                          String.format(
                              Locale.ROOT,
                              "%s: %.1f s CPU (%.2f cores), %s%n",
                              who,
                              used,
                              used / seconds,
                              memory(pid)));
                    }));
    return text.toString();
  }

  /// The resident set; the operating system may not say.
  private static String memory(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmRSS:")) {
          long kilobytes = Long.parseLong(line.replaceAll("[^0-9]", ""));
          return kilobytes / 1024 + " MB";
        }
      }
    } catch (IOException e) {
      return "memory unknown";
    }
    return "memory unknown";
  }
}
