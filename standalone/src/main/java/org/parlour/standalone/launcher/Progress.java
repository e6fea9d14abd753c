package org.parlour.standalone.launcher;

import java.io.PrintStream;
import java.util.Locale;

/// Tells the person in front of the screen what is going on, with the seconds since the start of
/// the JVM. Thread-safe.
public final class Progress {
  private final PrintStream out;
  private final long startedMillis;

  public Progress(PrintStream out, long startedMillis) {
    this.out = out;
    this.startedMillis = startedMillis;
  }

  /// Says nothing: for tests.
  public static Progress silent() {
    return new Progress(new PrintStream(PrintStream.nullOutputStream()), 0);
  }

  public void line(String text) {
    out.printf(Locale.ROOT, "[%5.1f s] %s%n", elapsedSeconds(), text);
    out.flush();
  }

  double elapsedSeconds() {
    return (System.currentTimeMillis() - startedMillis) / 1000.0;
  }
}
