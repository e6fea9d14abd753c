package org.parlour.mswitch.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/// What a leg said last and Kafka has, or is to get: all that is not answered, and a few messages
/// whose answers the peer may not have read when its connection breaks. Owned by the session's
/// loop.
final class Lately {
  private static final int MOST_ANSWERED = 16;
  private static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();

  /// Octets that are kept of a message. The headers of its envelope are shorter.
  private static final int LONGEST = 2048;

  /// @param start the first octets of the message, as it was distributed
  /// @param stored completes when Kafka has all of it, fails when it did not get it
  record Said(byte[] start, CompletableFuture<Void> stored) {}

  private final Deque<Said> said = new ArrayDeque<>(2);
  private long sinceNanos;

  void add(byte[] start, CompletableFuture<Void> stored, long nowNanos) {
    byte[] kept = start.length > LONGEST ? Arrays.copyOf(start, LONGEST) : start;
    said.add(new Said(kept, stored));
    sinceNanos = nowNanos;
    while (said.size() > MOST_ANSWERED && said.element().stored().isDone()) {
      said.remove();
    }
  }

  /// Takes out everything.
  Deque<Said> take() {
    Deque<Said> all = new ArrayDeque<>(said);
    said.clear();
    return all;
  }

  /// Forgets what was answered long ago.
  void tick(long nowNanos) {
    if (!said.isEmpty() && nowNanos - sinceNanos > KEPT_NANOS) {
      said.removeIf(message -> message.stored().isDone());
    }
  }
}
