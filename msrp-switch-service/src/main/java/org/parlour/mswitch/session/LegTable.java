package org.parlour.mswitch.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Finds the leg that a To-Path names by its session-id, which nobody else has (≥ 128 random bits),
/// and lets an early request wait for one. Whether the rest of the paths is right, the session
/// says. Any thread.
public final class LegTable {
  private final ConcurrentMap<String, Leg> legs = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, List<Runnable>> waiting = new ConcurrentHashMap<>();

  /// @return null when there is none
  public @Nullable Leg find(String sessionId) {
    return legs.get(sessionId);
  }

  /// Has `waiter` run, on any thread, when a leg with `sessionId` is there: at once, if it is
  /// already.
  public void await(String sessionId, Runnable waiter) {
    waiting.compute(
        sessionId,
        (key, waiters) -> {
          List<Runnable> more = waiters == null ? new ArrayList<>(1) : waiters;
          more.add(waiter);
          return more;
        });
    if (legs.containsKey(sessionId)) {
      wake(sessionId);
    }
  }

  /// Takes `waiter` out again.
  public void giveUp(String sessionId, Runnable waiter) {
    waiting.computeIfPresent(
        sessionId,
        (key, waiters) -> {
          waiters.remove(waiter);
          return waiters.isEmpty() ? null : waiters;
        });
  }

  /// @return false when another leg has its session-id
  boolean put(Leg leg) {
    String sessionId = leg.localUri().sessionId();
    Leg before = legs.putIfAbsent(sessionId, leg);
    if (before != null && before != leg) {
      return false;
    }
    wake(sessionId);
    return true;
  }

  private void wake(String sessionId) {
    List<Runnable> waiters = waiting.remove(sessionId);
    if (waiters != null) {
      waiters.forEach(Runnable::run);
    }
  }

  void remove(Leg leg) {
    legs.remove(leg.localUri().sessionId(), leg);
  }

  /// How many legs there are.
  public int size() {
    return legs.size();
  }
}
