package org.parlour.client.transaction;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// Runs actions after one fixed delay, in order. Cheaper than a timer for each: transactions by the
/// thousand linger here for the same time. Owned by the event loop.
public final class Expiries implements AutoCloseable {
  private final EventLoop loop;
  private final long delayNanos;
  private final ArrayDeque<Expiry> queue = new ArrayDeque<>();
  private boolean scheduled;
  private boolean closed;

  public Expiries(EventLoop loop, long delayMillis) {
    this.loop = loop;
    this.delayNanos = TimeUnit.MILLISECONDS.toNanos(delayMillis);
  }

  /// An action that waits. Used on the event loop.
  public static final class Expiry {
    private static final Runnable NOTHING = () -> {};

    private final long due;
    private Runnable action;

    private Expiry(long due, Runnable action) {
      this.due = due;
      this.action = action;
    }

    /// The action is not run, and not kept either.
    public void cancel() {
      action = NOTHING;
    }
  }

  /// Runs `action` when the delay is over, up to a tenth of the delay later.
  public Expiry add(Runnable action) {
    Expiry added = new Expiry(System.nanoTime() + delayNanos, action);
    queue.add(added);
    if (!scheduled) {
      schedule(delayNanos);
    }
    return added;
  }

  private void schedule(long nanos) {
    scheduled = true;
    loop.schedule(this::sweep, Math.max(nanos, delayNanos / 10), TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    scheduled = false;
    long now = System.nanoTime();
    for (Expiry next = queue.peek(); next != null && !closed; next = queue.peek()) {
      if (next.due - now > 0) {
        schedule(next.due - now);
        return;
      }
      queue.remove();
      next.action.run();
    }
  }

  /// Forgets everything that waits.
  @Override
  public void close() {
    closed = true;
    queue.clear();
  }
}
