package org.parlour.conference.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;

/// When to look at which aggregate's timers. The truth is in the aggregates; here stands, for each
/// that has a timer, one moment that is not later than the first of them. Most timers guard
/// something that happens in time: they are set and cleared without a write here.
///
/// Confined to the task's thread.
final class TimerIndex {
  private static final int REMEMBERED = 16_384;
  private static final byte[] NOTHING = {};

  private final KeyValueStore<byte[], byte[]> store;

  /// What the store holds, as far as it is known: a forgotten one is written once more, and the
  /// look at the aggregate that comes of it finds nothing to do.
  private final Map<AggregateKey, Long> armed =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AggregateKey, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// Before it nothing stands in the store but what was deleted, which costs to be passed over.
  private long from;

  TimerIndex(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /// An aggregate to look at: its timers that are due at `since` or later, and by now.
  ///
  /// @param since in milliseconds; earlier ones were seen to before
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Wake(byte[] aggregate, long since) {}

  void update(AggregateKey key, byte[] raw, Aggregate before, Aggregate after) {
    if (after.isEmpty()) {
      disarm(key, raw);
      return;
    }
    long[] first = {Long.MAX_VALUE};
    after
        .timers()
        .changes(
            before.timers(),
            (name, timer) -> {
              if (timer != null) {
                first[0] = Math.min(first[0], timer.due().toEpochMilli());
              }
            });
    arm(key, raw, first[0]);
  }

  /// The aggregate of `wake` was seen to: looks again at the first of its timers behind `now`.
  void rearm(AggregateKey key, Wake wake, Aggregate aggregate, long now) {
    armed.remove(key, wake.since());
    long[] first = {Long.MAX_VALUE};
    aggregate
        .timers()
        .forEach(
            (name, timer) -> {
              long due = timer.due().toEpochMilli();
              if (due > now) {
                first[0] = Math.min(first[0], due);
              }
            });
    arm(key, wake.aggregate(), first[0]);
  }

  private void arm(AggregateKey key, byte[] raw, long due) {
    Long known = armed.get(key);
    if (due == Long.MAX_VALUE || (known != null && known <= due)) {
      return;
    }
    disarm(key, raw);
    armed.put(key, due);
    from = Math.min(from, due);
    store.put(StoreKeys.wake(due, raw), NOTHING);
  }

  private void disarm(AggregateKey key, byte[] raw) {
    Long known = armed.remove(key);
    if (known != null) {
      store.delete(StoreKeys.wake(known, raw));
    }
  }

  /// Takes what is to be looked at by `now`, the earliest first, at most `most` of it, out of the
  /// index. Each is to be armed again.
  List<Wake> take(long now, int most) {
    if (from > now) {
      return List.of();
    }
    List<Wake> due = new ArrayList<>();
    List<byte[]> taken = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> wakes =
        store.range(StoreKeys.before(from), StoreKeys.before(now + 1))) {
      while (wakes.hasNext() && due.size() < most) {
        KeyValue<byte[], byte[]> wake = wakes.next();
        taken.add(wake.key);
        due.add(new Wake(StoreKeys.aggregateOfWake(wake.key), StoreKeys.due(wake.key)));
      }
    }
    taken.forEach(store::delete);
    from = due.size() < most ? Math.max(from, now) : due.getLast().since();
    return due;
  }

  /// The timers of a woken aggregate that are due.
  static List<Timer> due(Aggregate aggregate, long since, long now) {
    List<Timer> due = new ArrayList<>();
    aggregate
        .timers()
        .forEach(
            (name, timer) -> {
              long at = timer.due().toEpochMilli();
              if (at >= since && at <= now) {
                due.add(timer);
              }
            });
    return due;
  }
}
