package org.parlour.mswitch.handler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parlour.msrp.message.MsrpRequest;

/// The requests of one connection whose leg is not there yet, by the session-id that their To-Path
/// names. Owns them; runs on the channel's loop.
final class EarlyRequests {
  /// What waits for one leg.
  ///
  /// @param wake to be run, on any thread, when the leg is there
  private record Waiting(Deque<MsrpRequest> requests, Runnable wake, long untilNanos) {}

  /// When nothing waits.
  static final long NEVER = Long.MIN_VALUE;

  private static final int MOST_REQUESTS = 256;
  private static final int MOST_OCTETS = 64 * 1024;

  /// In the order of their ends, since all wait equally long.
  private final Map<String, Waiting> bySession = new LinkedHashMap<>();

  private int requests;
  private int octets;

  boolean isEmpty() {
    return bySession.isEmpty();
  }

  boolean holds(String sessionId) {
    return bySession.containsKey(sessionId);
  }

  /// Nothing more should be put to it.
  boolean isFull() {
    return requests >= MOST_REQUESTS || octets >= MOST_OCTETS;
  }

  /// Begins to wait for a leg.
  void begin(String sessionId, Runnable wake, long untilNanos) {
    bySession.put(sessionId, new Waiting(new ArrayDeque<>(2), wake, untilNanos));
  }

  /// Puts a request behind those that wait for the same leg. Takes ownership of it.
  void add(String sessionId, MsrpRequest request) {
    Waiting waiting = bySession.get(sessionId);
    if (waiting == null) {
      throw new IllegalStateException("nothing waits for this leg");
    }
    waiting.requests.add(request);
    requests++;
    octets += request.body().readableBytes();
  }

  /// What was run with to be woken; the session-id must be held.
  Runnable wakeOf(String sessionId) {
    Waiting waiting = bySession.get(sessionId);
    if (waiting == null) {
      throw new IllegalStateException("nothing waits for this leg");
    }
    return waiting.wake;
  }

  /// Takes out everything that waits for a leg, whose owner the caller becomes.
  Collection<MsrpRequest> take(String sessionId) {
    Waiting waiting = bySession.remove(sessionId);
    if (waiting == null) {
      return List.of();
    }
    for (MsrpRequest request : waiting.requests) {
      requests--;
      octets -= request.body().readableBytes();
    }
    return waiting.requests;
  }

  /// Whose time is over.
  List<String> overdue(long nowNanos) {
    List<String> overdue = new ArrayList<>();
    bySession.forEach(
        (sessionId, waiting) -> {
          if (nowNanos - waiting.untilNanos > 0) {
            overdue.add(sessionId);
          }
        });
    return overdue;
  }

  /// When the first wait is over; [#NEVER] when nothing waits.
  long firstEnd() {
    return isEmpty() ? NEVER : bySession.values().iterator().next().untilNanos;
  }

  List<String> sessionIds() {
    return List.copyOf(bySession.keySet());
  }
}
