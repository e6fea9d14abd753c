package org.parlour.mswitch.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.MsrpUri;

/// Finds the leg that a To-Path names, and lets an early connection wait for one. Any thread.
public final class LegTable {
  private final ConcurrentMap<MsrpUri, Leg> legs = new ConcurrentHashMap<>();
  private final ConcurrentMap<MsrpUri, List<Runnable>> waiting = new ConcurrentHashMap<>();

  /// @return null when there is none
  public @Nullable Leg find(MsrpUri uri) {
    return legs.get(uri);
  }

  /// Has `waiter` run, on any thread, when a leg with `uri` is there: at once, if it is already.
  public void await(MsrpUri uri, Runnable waiter) {
    waiting.compute(
        uri,
        (key, waiters) -> {
          List<Runnable> more = waiters == null ? new ArrayList<>(1) : waiters;
          more.add(waiter);
          return more;
        });
    if (legs.containsKey(uri)) {
      wake(uri);
    }
  }

  /// Takes `waiter` out again.
  public void giveUp(MsrpUri uri, Runnable waiter) {
    waiting.computeIfPresent(
        uri,
        (key, waiters) -> {
          waiters.remove(waiter);
          return waiters.isEmpty() ? null : waiters;
        });
  }

  /// @return false when another leg has its URI
  boolean put(Leg leg) {
    Leg before = legs.putIfAbsent(leg.localUri(), leg);
    if (before != null && before != leg) {
      return false;
    }
    wake(leg.localUri());
    return true;
  }

  private void wake(MsrpUri uri) {
    List<Runnable> waiters = waiting.remove(uri);
    if (waiters != null) {
      waiters.forEach(Runnable::run);
    }
  }

  void remove(Leg leg) {
    legs.remove(leg.localUri(), leg);
  }

  /// How many legs there are.
  public int size() {
    return legs.size();
  }
}
