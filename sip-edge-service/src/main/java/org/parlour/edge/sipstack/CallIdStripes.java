package org.parlour.edge.sipstack;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.parlour.support.observe.Correlation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs what concerns one Call-ID in the order in which it came, and different Call-IDs beside each
/// other. A fixed number of queues; whichever has work is emptied by a task of `executor`, virtual
/// threads for example. Thread-safe.
public final class CallIdStripes {
  private static final Logger LOG = LoggerFactory.getLogger(CallIdStripes.class);

  private final Stripe[] stripes;

  /// @param count a power of two
  public CallIdStripes(int count, Executor executor) {
    if (Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException("count: " + count + " (expected: a power of two)");
    }
    stripes = new Stripe[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new Stripe(executor);
    }
  }

  /// The log lines of `work` carry the Call-ID.
  public void execute(String callId, Runnable work) {
    int hash = callId.hashCode();
    stripes[(hash ^ (hash >>> 16)) & (stripes.length - 1)].add(
        () -> {
          try (Correlation scope = Correlation.of(callId)) {
            work.run();
          }
        });
  }

  private static final class Stripe {
    private final Executor executor;
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private boolean running;

    Stripe(Executor executor) {
      this.executor = executor;
    }

    void add(Runnable work) {
      synchronized (queue) {
        queue.add(work);
        if (running) {
          return;
        }
        running = true;
      }
      executor.execute(this::drain);
    }

    private void drain() {
      while (true) {
        Runnable next;
        synchronized (queue) {
          next = queue.poll();
          if (next == null) {
            running = false;
            return;
          }
        }
        try {
          next.run();
        } catch (RuntimeException e) {
          LOG.error("a SIP message could not be processed", e);
        }
      }
    }
  }
}
