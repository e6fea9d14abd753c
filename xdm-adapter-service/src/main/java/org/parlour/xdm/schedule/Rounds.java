package org.parlour.xdm.schedule;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Something that is done in rounds, on a thread of its own, while the service runs.
public abstract class Rounds implements SmartLifecycle {
  private final String thread;
  private final Duration first;
  private final Duration pause;

  private final AtomicBoolean wanted = new AtomicBoolean();
  private @Nullable ScheduledExecutorService scheduler;

  /// @param thread its name
  /// @param first until the first round
  /// @param pause from the end of a round to the next
  protected Rounds(String thread, Duration first, Duration pause) {
    this.thread = thread;
    this.first = first;
    this.pause = pause;
  }

  /// One round. After one that throws there is no other.
  protected abstract void round();

  /// Begins a round at once, behind the one that may run; while one waits no other is begun.
  public synchronized void soon() {
    if (scheduler != null && wanted.compareAndSet(false, true)) {
      scheduler.execute(
          () -> {
            wanted.set(false);
            round();
          });
    }
  }

  @Override
  public synchronized void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(thread).factory());
    var _ =
        started.scheduleWithFixedDelay(
            this::round, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    scheduler = started;
  }

  @Override
  public synchronized void stop() {
    if (scheduler != null) {
      scheduler.close();
      scheduler = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return scheduler != null;
  }
}
