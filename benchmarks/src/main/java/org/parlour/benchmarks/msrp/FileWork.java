package org.parlour.benchmarks.msrp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.parlour.mswitch.switching.Carrier;

/// One large message to one receiver.
///
/// @param chunk octets of it in one SEND
/// @param carrier of both connections
record FileWork(long octets, int chunk, Carrier carrier) implements Work {
  private static final int PATIENCE_SECONDS = 60;
  private static final double MEGABYTE = 1e6;

  @Override
  public Sample run(Load load, ServerProcess server, double seconds) {
    Room room = new Room(load.freshName(), 2, false);
    server.open(room);
    List<LoadLeg> legs = load.connect(room, server, carrier);
    FileSender sender = new FileSender(room, server.port(), legs, octets, chunk);
    ServerProcess.Memory before = server.memory();
    long[] largest = {before.resident()};
    Busy busy = new Busy(server::processorSeconds);
    load.run(sender::start);
    Waiting.until(
        () -> {
          largest[0] = Math.max(largest[0], server.resident());
          return load.call(sender::isSettled);
        },
        PATIENCE_SECONDS,
        sender);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.RATE, octets / MEGABYTE / sender.seconds());
    busy.into(figures);
    ServerProcess.Memory after = server.memory();
    figures.put(
        Figure.KEPT, (after.heap() + after.direct() - before.heap() - before.direct()) / MEGABYTE);
    figures.put(Figure.GREW, (largest[0] - before.resident()) / MEGABYTE);
    load.disconnect(legs);
    server.close(room);
    return new Sample(figures);
  }
}
