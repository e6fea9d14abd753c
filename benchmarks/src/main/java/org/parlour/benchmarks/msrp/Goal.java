package org.parlour.benchmarks.msrp;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a row must reach.
sealed interface Goal {
  /// @param share of the floor's rate; 0 where it does not count
  /// @param relays how many times Kamailio's; 0 where it does not count
  record Share(double share, double relays) implements Goal {}

  /// @param p50 times the floor's; infinite for any
  /// @param p99Micros of deliveries and, where copies are kept, of answers
  record Latency(double p50, double p99Micros) implements Goal {}

  /// @param megabytes a second
  record Throughput(double megabytes) implements Goal {}

  record Size(double kilobytes) implements Goal {}

  /// By how much memory may be larger after a large file, in megabytes, and still be called flat.
  double FLAT = 8;

  default boolean isMet(Sample floor, Sample ours, @Nullable Sample relay) {
    return switch (this) {
      case Share(double share, double relays) ->
          ours.get(Figure.RATE) >= share * floor.get(Figure.RATE)
              && (relay == null || ours.get(Figure.RATE) >= relays * relay.get(Figure.RATE));
      case Latency(double p50, double p99Micros) ->
          ours.get(Figure.P50) <= p50 * floor.get(Figure.P50)
              && ours.get(Figure.P99) <= p99Micros
              && ours.get(Figure.ANSWER_P99) <= p99Micros;
      case Throughput(double megabytes) ->
          ours.get(Figure.RATE) >= megabytes && ours.get(Figure.KEPT) <= FLAT;
      case Size(double kilobytes) -> ours.get(Figure.LEG_RESIDENT) <= kilobytes;
    };
  }

  default String text() {
    return switch (this) {
      case Share(double share, double relays) ->
          Stream.of(
                  share == 0 ? "" : String.format("≥ %.0f %%", share * 100),
                  relays == 0 ? "" : relays == 1 ? "≥ Kamailio" : "≥ 4 × Kamailio")
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(", "));
      case Latency(double p50, double p99Micros) ->
          (Double.isInfinite(p50) ? "" : String.format("p50 ≤ %.0f × floor, ", p50))
              + String.format("p99 ≤ %.0f ms", p99Micros / 1000);
      case Throughput(double megabytes) -> String.format("≥ %.0f MB/s, heap flat", megabytes);
      case Size(double kilobytes) -> String.format("≤ %.0f kB", kilobytes);
    };
  }
}
