package org.parlour.benchmarks.msrp;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Who runs on which processor.
final class Processors {
  static final int SERVERS = 0;
  static final int OTHERS = 1;

  private Processors() {}

  /// Leaves the servers' processor to them, with every thread of this process.
  static void keepOff() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      int code =
          new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(OTHERS), self)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("taskset: " + code + " (expected: two processors)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
