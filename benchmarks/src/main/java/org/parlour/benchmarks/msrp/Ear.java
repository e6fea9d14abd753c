package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;

/// Who hears what a leg receives. On the load's loop.
interface Ear {
  /// Reads all of it; the caller releases it.
  void heard(ByteBuf bytes);

  /// There is nothing more to read for now.
  default void paused() {}
}
