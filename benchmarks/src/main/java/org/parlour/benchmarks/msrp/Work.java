package org.parlour.benchmarks.msrp;

/// One kind of load on one server.
interface Work {
  /// Blocks until it is done, and leaves nothing open at the server.
  ///
  /// @param seconds how long it is measured, where its length is free
  /// @throws IllegalStateException when something was lost
  Sample run(Load load, ServerProcess server, double seconds);
}
