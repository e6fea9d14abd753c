package org.parlour.conference.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;

/// Reads this instance's share of the running sessions from its stores, beside the stream threads.
/// It may see what is about to be committed, never a mixture of two states of one part.
/// Thread-safe.
public final class SessionQueries {
  private static final ByteArraySerializer PREFIX = new ByteArraySerializer();
  private static final String SESSION = "session";

  private final KafkaStreams streams;
  private final ImDomain domain;

  public SessionQueries(KafkaStreams streams, ImDomain domain) {
    this.streams = streams;
    this.domain = domain;
  }

  /// The store cannot be read at the moment: partitions are moving.
  public static final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReady(InvalidStateStoreException cause) {
      super("the session stores are moving to other instances", cause);
    }
  }

  /// The foci here that have a running session, in the order of their keys.
  ///
  /// @param after the key before the first one; empty to begin
  /// @throws NotReady while partitions move
  public List<Focus> list(String after, int limit) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> all = store().all()) {
      while (all.hasNext()) {
        byte[] key = all.next().key;
        if (StoreKeys.nameOfPart(key).equals(SESSION)
            && StoreKeys.aggregateOfPart(key).compareTo(after) > 0) {
          keys.add(StoreKeys.aggregateOfPart(key));
        }
      }
    }
    keys.sort(Comparator.naturalOrder());
    List<Focus> page = new ArrayList<>();
    for (String key : keys) {
      if (page.size() == limit) {
        break;
      }
      find(key).ifPresent(page::add);
    }
    return page;
  }

  /// The focus under `key`, when it is here and has a running session.
  ///
  /// @throws NotReady while partitions move
  public Optional<Focus> find(String key) {
    Map<String, StatePart> parts = new HashMap<>();
    byte[] prefix = StoreKeys.parts(key.getBytes(StandardCharsets.UTF_8));
    try (KeyValueIterator<byte[], byte[]> stored = store().prefixScan(prefix, PREFIX)) {
      while (stored.hasNext()) {
        KeyValue<byte[], byte[]> part = stored.next();
        parts.put(StoreKeys.nameOfPart(part.key), RecordCodec.decode(StatePart.class, part.value));
      }
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(key + ": a stored part cannot be read", e);
    }
    return Parts.restore(new AggregateKey(key), domain, parts) instanceof Focus focus
            && focus.running() != null
        ? Optional.of(focus)
        : Optional.empty();
  }

  /// The instances that have partitions, as they advertise themselves.
  public List<HostInfo> instances() {
    return streams.metadataForAllStreamsClients().stream()
        .map(instance -> instance.hostInfo())
        .filter(host -> !host.equals(HostInfo.unavailable()))
        .distinct()
        .toList();
  }

  private ReadOnlyKeyValueStore<byte[], byte[]> store() {
    try {
      return streams.store(
          StoreQueryParameters.fromNameAndType(
              ConferenceTopology.PARTS, QueryableStoreTypes.<byte[], byte[]>keyValueStore()));
    } catch (InvalidStateStoreException e) {
      throw new NotReady(e);
    }
  }
}
