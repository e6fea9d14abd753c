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
  /// @param p99 or times the floor's, where that is more; 0 where it does not count
  record Latency(double p50, double p99Micros, double p99) implements Goal {
    private boolean isMet(double ours, double floor) {
      return ours <= Math.max(p99Micros, p99 * floor);
    }
  }

  /// @param megabytes a second
  /// @param share of the floor's; 0 where it does not count
  record Throughput(double megabytes, double share) implements Goal {}

  /// @param kilobytes infinite for any
  /// @param floors times the floor's; infinite for any
  record Size(double kilobytes, double floors) implements Goal {}

  /// By how much memory may be larger after a large file, in megabytes, and still be called flat.
  double FLAT = 8;

  default boolean isMet(Sample floor, Sample ours, @Nullable Sample relay) {
    return switch (this) {
      case Share(double share, double relays) ->
          ours.get(Figure.RATE) >= share * floor.get(Figure.RATE)
              && (relay == null || ours.get(Figure.RATE) >= relays * relay.get(Figure.RATE));
      case Latency latency ->
          ours.get(Figure.P50) <= latency.p50() * floor.get(Figure.P50)
              && latency.isMet(ours.get(Figure.P99), floor.get(Figure.P99))
              && latency.isMet(ours.get(Figure.ANSWER_P99), floor.get(Figure.ANSWER_P99));
      case Throughput(double megabytes, double share) ->
          ours.get(Figure.RATE) >= Math.max(megabytes, share * floor.get(Figure.RATE))
              && ours.get(Figure.KEPT) <= FLAT;
      case Size(double kilobytes, double floors) ->
          ours.get(Figure.LEG_RESIDENT)
              <= Math.min(kilobytes, floors * floor.get(Figure.LEG_RESIDENT));
    };
  }

  /// What it becomes behind TLS or WebSocket, whose own cost the floor has as well: half as good as
  /// the floor.
  default Goal behindCarrier() {
    return switch (this) {
      case Share _ -> new Share(0.5, 0);
      case Latency(double p50, double p99Micros, _) -> new Latency(p50, p99Micros, 2);
      case Throughput _ -> new Throughput(0, 0.5);
      case Size _ -> new Size(Double.POSITIVE_INFINITY, 2);
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
      case Latency(double p50, double p99Micros, double p99) ->
          (Double.isInfinite(p50) ? "" : String.format("p50 ≤ %.0f × floor, ", p50))
              + String.format("p99 ≤ %.0f ms", p99Micros / 1000)
              + (p99 == 0 ? "" : String.format(" or %.0f × floor", p99));
      case Throughput(double megabytes, double share) ->
          (share == 0
                  ? String.format("≥ %.0f MB/s", megabytes)
                  : String.format("≥ %.0f %%", share * 100))
              + ", heap flat";
      case Size(double kilobytes, double floors) ->
          Double.isInfinite(floors)
              ? String.format("≤ %.0f kB", kilobytes)
              : String.format("≤ %.0f × floor", floors);
    };
  }
}
