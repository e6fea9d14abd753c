package org.parlour.conference.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;

/// The aggregates of one task: in the store as small parts, and the latest ones decoded in memory,
/// those of sessions that ended among them: they answer repeats for a while.
///
/// Confined to the task's thread.
final class AggregateStore {
  private static final ByteArraySerializer PREFIX = new ByteArraySerializer();

  private final KeyValueStore<byte[], byte[]> parts;
  private final ImDomain domain;
  private final int most;
  private final LinkedHashMap<AggregateKey, Aggregate> recent =
      new LinkedHashMap<>(64, 0.75f, true);

  /// Parts of the aggregates in [#recent].
  private int weight;

  /// @param most parts of decoded aggregates that are kept in memory; the latest one is in any case
  AggregateStore(KeyValueStore<byte[], byte[]> parts, ImDomain domain, int most) {
    this.parts = parts;
    this.domain = domain;
    this.most = most;
  }

  /// @throws MalformedRecordException when a stored part cannot be read
  Aggregate load(AggregateKey key, byte[] raw) throws MalformedRecordException {
    Aggregate known = recent.get(key);
    if (known == null) {
      known = read(key, raw);
      remember(known);
    }
    return known;
  }

  private void remember(Aggregate aggregate) {
    Aggregate before =
        aggregate.isEmpty()
            ? recent.remove(aggregate.key())
            : recent.put(aggregate.key(), aggregate);
    weight += aggregate.isEmpty() ? 0 : Parts.count(aggregate);
    weight -= before == null ? 0 : Parts.count(before);
    while (weight > most && recent.size() > 1) {
      weight -= Parts.count(recent.pollFirstEntry().getValue());
    }
  }

  private Aggregate read(AggregateKey key, byte[] raw) throws MalformedRecordException {
    Map<String, StatePart> found = new HashMap<>();
    try (KeyValueIterator<byte[], byte[]> stored = parts.prefixScan(StoreKeys.parts(raw), PREFIX)) {
      while (stored.hasNext()) {
        KeyValue<byte[], byte[]> entry = stored.next();
        found.put(
            StoreKeys.nameOfPart(entry.key), RecordCodec.decode(StatePart.class, entry.value));
      }
    }
    return Parts.restore(key, domain, found);
  }

  /// What [#write] will do, encoded beforehand: whatever cannot be encoded fails before anything is
  /// written.
  static List<Write> prepare(byte[] raw, Aggregate before, Aggregate after) {
    List<Write> writes = new ArrayList<>();
    for (Parts.Change change : Parts.changes(before, after)) {
      writes.add(
          new Write(
              StoreKeys.part(raw, change.name()),
              change.part() == null ? null : encoded(change.name(), change.part())));
    }
    return writes;
  }

  /// A part that the changelog would refuse must not get as far as the producer: there it kills the
  /// stream thread again and again.
  private static byte[] encoded(String name, StatePart part) {
    byte[] bytes = RecordCodec.encode(StatePart.class, part);
    if (bytes.length > TopicCatalogue.LARGEST_RECORD) {
      throw new IllegalStateException(
          "part "
              + name
              + ": "
              + bytes.length
              + " octets (expected: at most "
              + TopicCatalogue.LARGEST_RECORD
              + ")");
    }
    return bytes;
  }

  void write(Aggregate after, List<Write> writes) {
    for (Write write : writes) {
      parts.put(write.key(), write.value());
    }
    remember(after);
  }

  /// @param value null to delete
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Write(byte[] key, byte @Nullable [] value) {}
}
