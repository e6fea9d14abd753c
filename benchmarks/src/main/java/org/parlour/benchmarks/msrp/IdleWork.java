package org.parlour.benchmarks.msrp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parlour.mswitch.switching.Carrier;

/// Legs that are bound and say nothing.
///
/// @param rooms each of `legs`
/// @param carrier of every connection
record IdleWork(int rooms, int legs, Carrier carrier) implements Work {
  @Override
  public Sample run(Load load, ServerProcess server, double seconds) {
    ServerProcess.Memory before = server.memory();
    List<Room> opened = new ArrayList<>();
    List<LoadLeg> connected = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      Room room = new Room(load.freshName(), legs, false);
      server.open(room);
      opened.add(room);
      connected.addAll(load.connect(room, server, carrier));
    }
    ServerProcess.Memory after = server.memory();
    load.disconnect(connected);
    opened.forEach(server::close);
    double kilobytes = 1024.0 * rooms * legs;
    return new Sample(
        Map.of(
            Figure.LEG_KILOBYTES,
            (after.heap() - before.heap() + after.direct() - before.direct()) / kilobytes,
            Figure.LEG_RESIDENT,
            (after.resident() - before.resident()) / kilobytes));
  }
}
