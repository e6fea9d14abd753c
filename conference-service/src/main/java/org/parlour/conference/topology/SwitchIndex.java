package org.parlour.conference.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Focus;
import org.parlour.contracts.media.SwitchCandidate;

/// Which running sessions of a task which switch has. A key: ordinal in 4 octets, incarnation in 8,
/// aggregate key. An index only: the state holds the truth.
final class SwitchIndex {
  private static final byte[] PRESENT = {1};
  private static final int GROUP = Integer.BYTES + Long.BYTES;

  private final KeyValueStore<byte[], byte[]> store;

  SwitchIndex(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  /// One start of one switch.
  record Group(int ordinal, long incarnation) {
    private byte[] key(byte[] aggregate) {
      return ByteBuffer.allocate(GROUP + aggregate.length)
          .putInt(ordinal)
          .putLong(incarnation)
          .put(aggregate)
          .array();
    }

    /// Behind all of its sessions, before those of every later group.
    private byte[] end() {
      return new Group(ordinal, incarnation + 1).key(new byte[0]);
    }
  }

  /// @return the group that the session came to, null when it stayed where it was or ended
  @Nullable Group update(byte[] aggregate, Aggregate before, Aggregate after) {
    Group was = group(before);
    Group is = group(after);
    if (is == null ? was == null : is.equals(was)) {
      return null;
    }
    if (was != null) {
      store.delete(was.key(aggregate));
    }
    if (is != null) {
      store.put(is.key(aggregate), PRESENT);
    }
    return is;
  }

  private static @Nullable Group group(Aggregate aggregate) {
    if (aggregate instanceof Focus focus && focus.running() != null) {
      SwitchCandidate at = focus.running().media().at();
      return new Group(at.ordinal(), at.incarnation());
    }
    return null;
  }

  /// Every group that has a session, found in as many steps as there are groups.
  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    byte[] from = new byte[GROUP];
    while (true) {
      Group next = first(from);
      if (next == null) {
        return groups;
      }
      groups.add(next);
      from = next.end();
    }
  }

  private @Nullable Group first(byte[] from) {
    try (KeyValueIterator<byte[], byte[]> entries = store.range(from, null)) {
      if (!entries.hasNext()) {
        return null;
      }
      ByteBuffer key = ByteBuffer.wrap(entries.next().key);
      return new Group(key.getInt(), key.getLong());
    }
  }

  /// The aggregate key in an entry's key.
  static String aggregate(byte[] entryKey) {
    return new String(entryKey, GROUP, entryKey.length - GROUP, StandardCharsets.UTF_8);
  }

  /// The aggregate keys of a group's sessions.
  List<byte[]> sessions(Group group) {
    List<byte[]> aggregates = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> entries =
        store.range(group.key(new byte[0]), group.end())) {
      while (entries.hasNext()) {
        KeyValue<byte[], byte[]> entry = entries.next();
        if (entry.key.length > GROUP) {
          aggregates.add(Arrays.copyOfRange(entry.key, GROUP, entry.key.length));
        }
      }
    }
    return aggregates;
  }
}
