package org.parlour.benchmarks.msrp;

import org.parlour.mswitch.switching.Carrier;

/// A server within its own process.
interface MeasuredServer extends AutoCloseable {
  /// Where it listens; 0 when it does not for this carrier.
  int port(Carrier carrier);

  /// For plain TCP: in the URIs of its legs, whatever carries them.
  default int port() {
    return port(Carrier.TCP);
  }

  /// From now on the room's legs may connect.
  void open(Room room);

  void closeRoom(Room room);

  /// For [Losses#parse].
  default String losses() {
    return "";
  }

  /// How many rooms there are.
  default int rooms() {
    return 0;
  }

  @Override
  void close();
}
