package org.parlour.client.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.parlour.client.transport.WireTap;

/// Prints messages as they pass, one column for each client. An arrow to the right leaves the
/// client, an arrow to the left reaches it; the server is at the other end of every arrow.
final class Ladder {
  private static final int WIDTH = 34;

  private final PrintStream out;
  private final List<String> names;
  private final long begun = System.nanoTime();

  Ladder(PrintStream out, List<String> names) {
    this.out = out;
    this.names = List.copyOf(names);
  }

  void head() {
    StringBuilder line = new StringBuilder("   time  ");
    names.forEach(name -> line.append(fit(name)));
    out.println(line.toString().stripTrailing());
  }

  /// The tap of one client.
  WireTap tap(String name) {
    int column = names.indexOf(name);
    return frame -> show(column, frame);
  }

  /// A title between the rows.
  synchronized void title(String text) {
    out.println();
    out.println("== " + text);
  }

  /// A remark that belongs to no client.
  synchronized void note(String text) {
    out.println("         " + text);
  }

  private synchronized void show(int column, WireTap.Frame frame) {
    String what = FrameLabel.of(frame);
    if (what.isEmpty()) {
      return;
    }
    String label = cut(what, WIDTH - 6);
    String cell = frame.outgoing() ? label + " ──▶" : "◀── " + label;
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%7.3f  ", (System.nanoTime() - begun) / 1e9));
    for (int i = 0; i < names.size(); i++) {
      line.append(fit(i == column ? cell : ""));
    }
    out.println(line.toString().stripTrailing());
  }

  private static String fit(String text) {
    return "│ " + text + " ".repeat(Math.max(0, WIDTH - 2 - text.length()));
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
  }
}
