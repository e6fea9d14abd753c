package org.parlour.mswitch.support;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test class behind which a buffer was collected that nobody released. Found by JUnit
/// itself; all buffers are tracked (`paranoid`).
public final class LeakGuard implements AfterAllCallback {
  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  static {
    ByteBufUtil.setLeakListener((type, records) -> LEAKS.add(type + records));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> found = collect();
    if (!found.isEmpty()) {
      throw new AssertionError(found.size() + " buffers leaked: " + found);
    }
  }

  /// What leaked since the last call.
  static List<String> collect() {
    for (int i = 0; i < 2; i++) {
      awaitCollection();
      PooledByteBufAllocator.DEFAULT.heapBuffer().release(); // looks at what was collected
    }
    List<String> found = new ArrayList<>();
    for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
      found.add(leak);
    }
    return found;
  }

  private static void awaitCollection() {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    WeakReference<Object> canary = new WeakReference<>(new Object(), collected);
    try {
      for (int i = 0; i < 100; i++) {
        System.gc();
        if (collected.remove(TimeUnit.MILLISECONDS.toMillis(50)) == canary) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new AssertionError("nothing is collected");
  }
}
