package org.parlour.benchmarks.msrp;

import java.util.List;
import java.util.stream.Stream;
import org.parlour.mswitch.switching.Carrier;

/// One line of the table.
///
/// @param unit of its figures
record Row(String name, String unit, Work work, Goal goal) {
  private static final int OCTETS = 300;
  private static final int FILE = 100_000_000;

  private static final List<Row> PLAIN =
      List.of(
          new Row(
              "200 pairs, one in flight",
              "msg/s",
              new WindowWork(200, 1, 1, OCTETS, Carrier.TCP),
              new Goal.Share(0.6, 1)),
          new Row(
              "1:1 window 16",
              "msg/s",
              new WindowWork(1, 1, 16, OCTETS, Carrier.TCP),
              new Goal.Share(0.45, 0)),
          new Row(
              "1:1 window 256",
              "msg/s",
              new WindowWork(1, 1, 256, OCTETS, Carrier.TCP),
              new Goal.Share(0, 4)),
          new Row(
              "fan-out 1:10, window 16",
              "deliveries/s",
              new WindowWork(1, 10, 16, OCTETS, Carrier.TCP),
              new Goal.Share(0.5, 0)),
          new Row(
              "fan-out 1:100, window 16",
              "deliveries/s",
              new WindowWork(1, 100, 16, OCTETS, Carrier.TCP),
              new Goal.Share(0.5, 0)),
          new Row(
              "1,000 in/s × 10 out",
              "µs",
              new PacedWork(1000, 10, OCTETS, false),
              new Goal.Latency(2, 2_000)),
          new Row(
              "1,000 in/s × 10 out, recorded",
              "µs",
              new PacedWork(1000, 10, OCTETS, true),
              new Goal.Latency(Double.POSITIVE_INFINITY, 15_000)),
          new Row(
              "100 MB in 2 KiB chunks",
              "MB/s",
              new FileWork(FILE, 2 * 1024),
              new Goal.Throughput(200)),
          new Row(
              "100 MB in 64 KiB chunks",
              "MB/s",
              new FileWork(FILE, 64 * 1024),
              new Goal.Throughput(250)),
          new Row("10,000 idle legs", "kB a leg", new IdleWork(1000, 10), new Goal.Size(20)));

  static final List<Row> ALL =
      Stream.of(PLAIN.stream(), over(Carrier.TLS, "TLS"), over(Carrier.WS, "WebSocket"))
          .flatMap(rows -> rows)
          .toList();

  /// Some of the work over another carrier, against a floor behind the same one.
  private static Stream<Row> over(Carrier carrier, String name) {
    Goal half = new Goal.Share(0.5, 0);
    return Stream.of(
        new Row(
            name + ": 200 pairs, one in flight",
            "msg/s",
            new WindowWork(200, 1, 1, OCTETS, carrier),
            half),
        new Row(name + ": 1:1 window 16", "msg/s", new WindowWork(1, 1, 16, OCTETS, carrier), half),
        new Row(
            name + ": fan-out 1:10, window 16",
            "deliveries/s",
            new WindowWork(1, 10, 16, OCTETS, carrier),
            half));
  }

  boolean isRecorded() {
    return work instanceof PacedWork paced && paced.recorded();
  }

  boolean isIdle() {
    return work instanceof IdleWork;
  }
}
