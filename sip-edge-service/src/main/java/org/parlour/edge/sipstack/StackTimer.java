package org.parlour.edge.sipstack;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.Properties;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stack's timers on two threads; a cancelled task is gone at once. It is created by the stack,
/// by name.
public final class StackTimer implements SipTimer {
  /// Makes every delay shorter by this factor; for tests of what takes 32 s.
  static final String SPEED = "org.parlour.edge.TIMER_SPEED";

  private static final Logger LOG = LoggerFactory.getLogger(StackTimer.class);

  private final ScheduledThreadPoolExecutor executor;
  private volatile long speed = 1;

  public StackTimer() {
    AtomicInteger number = new AtomicInteger();
    ThreadFactory threads =
        work -> {
          Thread thread = new Thread(work, "sip-timer-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    executor = new ScheduledThreadPoolExecutor(2, threads);
    // What the stack still wants while it stops, it does not get.
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void start(SipStackImpl stack, Properties properties) {
    speed = Long.parseLong(properties.getProperty(SPEED, "1"));
  }

  @Override
  public boolean schedule(SIPStackTimerTask task, long delay) {
    task.setSipTimerTask(executor.schedule(() -> run(task), delay / speed, TimeUnit.MILLISECONDS));
    return true;
  }

  @Override
  public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
    task.setSipTimerTask(
        executor.scheduleWithFixedDelay(
            () -> run(task), delay / speed, Math.max(1, period / speed), TimeUnit.MILLISECONDS));
    return true;
  }

  private static void run(SIPStackTimerTask task) {
    try {
      task.runTask();
    } catch (RuntimeException e) {
      LOG.warn("a timer of the SIP stack failed", e);
    }
  }

  @Override
  public boolean cancel(SIPStackTimerTask task) {
    if (task.getSipTimerTask() instanceof ScheduledFuture<?> scheduled) {
      task.cleanUpBeforeCancel();
      return scheduled.cancel(false);
    }
    return false;
  }

  @Override
  public void stop() {
    executor.shutdownNow();
  }

  @Override
  public boolean isStarted() {
    return !executor.isShutdown();
  }
}
