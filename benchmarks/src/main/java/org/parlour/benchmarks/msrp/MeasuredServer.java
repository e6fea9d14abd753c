package org.parlour.benchmarks.msrp;

/// A server within its own process.
interface MeasuredServer extends AutoCloseable {
  /// Where it listens.
  int port();

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
