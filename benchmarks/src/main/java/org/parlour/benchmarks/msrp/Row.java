package org.parlour.benchmarks.msrp;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.parlour.mswitch.switching.Carrier;

/// One line of the table.
///
/// @param unit of its figures
record Row(String name, String unit, Work work, Goal goal) {
  private static final int OCTETS = 300;
  private static final int FILE = 100_000_000;

  /// Of the idle legs behind TLS, whose buffers for thousands more would fill the servers' heap.
  private static final int FEWER_ROOMS = 200;

  static final List<Row> ALL =
      Stream.of(
              table(Carrier.TCP, "", 1000, UnaryOperator.identity()),
              table(Carrier.TLS, "TLS: ", FEWER_ROOMS, Goal::behindCarrier),
              table(Carrier.WS, "WebSocket: ", FEWER_ROOMS, Goal::behindCarrier))
          .flatMap(rows -> rows)
          .toList();

  /// @param idle rooms of ten legs that say nothing
  /// @param goal of a row, from the one over TCP
  private static Stream<Row> table(
      Carrier carrier, String prefix, int idle, UnaryOperator<Goal> goal) {
    return Stream.of(
            new Row(
                "200 pairs, one in flight",
                "msg/s",
                new WindowWork(200, 1, 1, OCTETS, carrier),
                new Goal.Share(0.6, 1)),
            new Row(
                "1:1 window 16",
                "msg/s",
                new WindowWork(1, 1, 16, OCTETS, carrier),
                new Goal.Share(0.45, 0)),
            new Row(
                "1:1 window 256",
                "msg/s",
                new WindowWork(1, 1, 256, OCTETS, carrier),
                new Goal.Share(0, 4)),
            new Row(
                "fan-out 1:10, window 16",
                "deliveries/s",
                new WindowWork(1, 10, 16, OCTETS, carrier),
                new Goal.Share(0.5, 0)),
            new Row(
                "fan-out 1:100, window 16",
                "deliveries/s",
                new WindowWork(1, 100, 16, OCTETS, carrier),
                new Goal.Share(0.5, 0)),
            new Row(
                "1,000 in/s × 10 out",
                "µs",
                new PacedWork(1000, 10, OCTETS, false, carrier),
                new Goal.Latency(2, 2_000, 0)),
            new Row(
                "1,000 in/s × 10 out, recorded",
                "µs",
                new PacedWork(1000, 10, OCTETS, true, carrier),
                new Goal.Latency(Double.POSITIVE_INFINITY, 15_000, 0)),
            new Row(
                "100 MB in 2 KiB chunks",
                "MB/s",
                new FileWork(FILE, 2 * 1024, carrier),
                new Goal.Throughput(200, 0)),
            new Row(
                "100 MB in 64 KiB chunks",
                "MB/s",
                new FileWork(FILE, 64 * 1024, carrier),
                new Goal.Throughput(250, 0)),
            new Row(
                String.format(Locale.ROOT, "%,d idle legs", idle * 10),
                "kB a leg",
                new IdleWork(idle, 10, carrier),
                new Goal.Size(20, Double.POSITIVE_INFINITY)))
        .map(row -> new Row(prefix + row.name, row.unit, row.work, goal.apply(row.goal)));
  }

  boolean isRecorded() {
    return work instanceof PacedWork paced && paced.recorded();
  }

  boolean isIdle() {
    return work instanceof IdleWork;
  }
}
