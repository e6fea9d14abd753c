package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts buffers that were collected and not released, as far as they are tracked.
final class Leaks {
  private static final AtomicInteger FOUND = new AtomicInteger();

  private Leaks() {}

  static void watch() {
    ByteBufUtil.setLeakListener(
        (type, records) -> {
          FOUND.incrementAndGet();
          System.err.println("leaked: " + type + records);
        });
  }

  /// How many were found so far, when the collector was just there.
  static int count() {
    PooledByteBufAllocator.DEFAULT.heapBuffer().release(); // looks at what was collected
    ByteBufAllocator.DEFAULT.heapBuffer().release();
    return FOUND.get();
  }
}
