package org.parlour.conference.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Timer;

/// The timers of one task's aggregates, in the order in which they are due. An index only: the
/// state holds the truth, and ignores a timer that is no longer current.
final class TimerIndex {
  private final KeyValueStore<byte[], byte[]> store;

  TimerIndex(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /// @param generation of the timer, as it was set
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Due(byte[] aggregate, String name, long generation, long due) {}

  void update(byte[] aggregate, Aggregate before, Aggregate after) {
    after
        .timers()
        .changes(
            before.timers(),
            (name, timer) -> {
              Timer old = before.timers().get(name);
              if (old != null) {
                store.delete(StoreKeys.timer(old.due().toEpochMilli(), aggregate, name));
              }
              if (timer != null) {
                store.put(
                    StoreKeys.timer(timer.due().toEpochMilli(), aggregate, name),
                    ByteBuffer.allocate(Long.BYTES).putLong(timer.generation()).array());
              }
            });
  }

  /// Takes the timers that are due at `now`, at most `most` of them, out of the index.
  List<Due> take(long now, int most) {
    List<Due> due = new ArrayList<>();
    List<byte[]> taken = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> timers =
        store.range(new byte[Long.BYTES], StoreKeys.after(now))) {
      while (timers.hasNext() && due.size() < most) {
        KeyValue<byte[], byte[]> timer = timers.next();
        taken.add(timer.key);
        due.add(
            new Due(
                StoreKeys.aggregateOfTimer(timer.key),
                StoreKeys.nameOfTimer(timer.key),
                ByteBuffer.wrap(timer.value).getLong(),
                StoreKeys.due(timer.key)));
      }
    }
    taken.forEach(store::delete);
    return due;
  }
}
