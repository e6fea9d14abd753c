package org.parlour.interop.failure;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.parlour.client.ImSession;

/// What goes on in one session until it is stopped: messages, session refreshes, and nicknames that
/// make NOTIFYs. Of refreshes and of nicknames one at a time waits for its answer. Thread-safe.
final class Traffic {
  private final ImSession host;
  private final ImSession guest;
  private final List<ScheduledFuture<?>> beats = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger nicknames = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final AtomicLong lastAnsweredStart = new AtomicLong(Long.MIN_VALUE);
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private final AtomicBoolean naming = new AtomicBoolean();
  private volatile boolean stopped;

  private Traffic(ImSession host, ImSession guest) {
    this.host = host;
    this.guest = guest;
  }

  /// How often, in milliseconds.
  record Pace(long message, long refresh, long nickname) {}

  static Traffic start(ImSession host, ImSession guest, Pace pace, ScheduledExecutorService clock) {
    Traffic traffic = new Traffic(host, guest);
    traffic.beats.add(every(pace.message(), traffic::message, clock));
    traffic.beats.add(every(pace.refresh(), traffic::refresh, clock));
    traffic.beats.add(every(pace.nickname(), traffic::nickname, clock));
    return traffic;
  }

  private static ScheduledFuture<?> every(
      long millis, Runnable work, ScheduledExecutorService clock) {
    return clock.scheduleAtFixedRate(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void message() {
    String text = "message " + messages.incrementAndGet();
    host.send(text)
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                synchronized (this) {
                  sent.add(text);
                }
              } else {
                failed(text, failure);
              }
            });
  }

  private void refresh() {
    long start = System.nanoTime();
    alone(
        refreshing,
        "refresh",
        host::refresh,
        () -> {
          refreshes.incrementAndGet();
          lastAnsweredStart.set(start);
        });
  }

  private void nickname() {
    String wanted = "ben " + nicknames.incrementAndGet();
    alone(naming, "nickname", () -> guest.nickname(wanted), () -> {});
  }

  private void alone(
      AtomicBoolean busy, String what, Supplier<CompletableFuture<Void>> ask, Runnable then) {
    if (!stopped && busy.compareAndSet(false, true)) {
      ask.get()
          .whenComplete(
              (done, failure) -> {
                if (failure == null) {
                  then.run();
                } else {
                  failed(what, failure);
                }
                busy.set(false);
              });
    }
  }

  private synchronized void failed(String what, Throwable failure) {
    failures.add(what + ": " + failure.getMessage());
  }

  /// Nothing new is sent; what is under way ends within its own time.
  void stop() {
    stopped = true;
    beats.forEach(beat -> beat.cancel(false));
    await("the last answers")
        .atMost(Party.PATIENCE)
        .until(() -> !refreshing.get() && !naming.get());
  }

  /// When the latest refresh that was answered was sent, in nanoseconds of [System#nanoTime()].
  long lastAnsweredStart() {
    return lastAnsweredStart.get();
  }

  int refreshes() {
    return refreshes.get();
  }

  /// The texts that the switch took.
  synchronized List<String> sent() {
    return List.copyOf(sent);
  }

  synchronized List<String> failures() {
    return List.copyOf(failures);
  }
}
