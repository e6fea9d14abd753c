package org.parlour.benchmarks.xdm;

/// Prints what was measured as tables of Markdown, each line at once, since a run takes minutes.
/// Counts the goals that were missed.
final class Report {
  private int missed;

  /// Begins a table. Two columns more are the goal and whether it is met.
  void table(String title, String... columns) {
    System.out.printf("%n### %s%n%n| %s | goal | |%n", title, String.join(" | ", columns));
    System.out.println("|" + " --- |".repeat(columns.length + 2));
  }

  void row(String goal, boolean met, String... cells) {
    System.out.printf(
        "| %s | %s | %s |%n", String.join(" | ", cells), goal, met ? "met" : "**missed**");
    missed += met ? 0 : 1;
  }

  int missed() {
    return missed;
  }
}
