package org.parlour.benchmarks.msrp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints outcomes as tables.
final class Markdown {
  private Markdown() {}

  static String table(List<Outcome> outcomes, String relay) {
    StringBuilder text =
        new StringBuilder(
            "| work | | floor | switch | ratio | "
                + relay
                + " | goal | |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (Outcome outcome : outcomes) {
      Sample floor = outcome.floor();
      Sample ours = outcome.switched();
      cells(
          text,
          outcome.row().name(),
          outcome.row().unit(),
          figures(outcome.row(), floor),
          figures(outcome.row(), ours),
          ratio(outcome.row(), floor, ours),
          relay(outcome),
          outcome.row().goal().text(),
          outcome.isMet() ? "met" : "**missed**");
    }
    return text.toString();
  }

  private static String relay(Outcome outcome) {
    Sample relay = outcome.relay();
    return relay == null ? "" : figures(outcome.row(), relay);
  }

  private static String figures(Row row, Sample sample) {
    return switch (row.goal()) {
      case Goal.Share _ -> print(sample, Figure.RATE);
      case Goal.Latency _ ->
          "p50 "
              + print(sample, Figure.P50)
              + ", p99 "
              + print(sample, Figure.P99)
              + "; 200: "
              + print(sample, Figure.ANSWER_P50)
              + ", "
              + print(sample, Figure.ANSWER_P99);
      case Goal.Throughput _ ->
          print(sample, Figure.RATE)
              + " (kept "
              + print(sample, Figure.KEPT)
              + " MB, at most "
              + print(sample, Figure.GREW)
              + " MB larger)";
      case Goal.Size _ ->
          print(sample, Figure.LEG_KILOBYTES)
              + " (process "
              + print(sample, Figure.LEG_RESIDENT)
              + ")";
    };
  }

  private static String ratio(Row row, Sample floor, Sample ours) {
    Figure main =
        switch (row.goal()) {
          case Goal.Share _, Goal.Throughput _ -> Figure.RATE;
          case Goal.Latency _ -> Figure.P50;
          case Goal.Size _ -> Figure.LEG_KILOBYTES;
        };
    return String.format("%.2f", ours.get(main) / floor.get(main));
  }

  private static String print(Sample sample, Figure figure) {
    return figure.print(sample.get(figure));
  }

  /// How far the runs lie apart, and which processor was the limit.
  static String spreads(List<Outcome> outcomes) {
    StringBuilder text =
        new StringBuilder(
            "| work | floor, least to most | switch, least to most | floor: server, load busy |"
                + " switch: server, load busy |\n| --- | --- | --- | --- | --- |\n");
    for (Outcome outcome : outcomes) {
      Figure main = outcome.row().goal() instanceof Goal.Latency ? Figure.P99 : Figure.RATE;
      if (outcome.floor().has(main)) {
        cells(
            text,
            outcome.row().name(),
            spread(outcome.floors(), main),
            spread(outcome.ours(), main),
            busy(outcome.floor()),
            busy(outcome.switched()));
      }
    }
    return text.toString();
  }

  private static String spread(List<Sample> runs, Figure figure) {
    double[] spread = Sample.spread(runs, figure);
    return figure.print(spread[0]) + " – " + figure.print(spread[1]);
  }

  private static String busy(Sample sample) {
    return print(sample, Figure.SERVER_BUSY) + ", " + print(sample, Figure.LOAD_BUSY);
  }

  private static void cells(StringBuilder text, @Nullable String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
