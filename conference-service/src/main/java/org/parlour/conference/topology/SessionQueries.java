package org.parlour.conference.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.routing.PublicId;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;

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

  /// A running session here.
  ///
  /// @param id by which it is known outside: made of S, and S cannot be made of it
  /// @param key of its focus
  private record Place(String id, String key) {}

  /// The foci here whose running session is wanted, in the order of the sessions' ids.
  ///
  /// @param after the id before the first one; empty to begin
  /// @throws NotReady while partitions move
  public List<Focus> list(SessionFilter filter, String after, int limit) {
    List<Place> places = new ArrayList<>();
    for (String key : running()) {
      Place place = filter.mayBeAt(key) ? place(key) : null;
      if (place != null && place.id().compareTo(after) > 0) {
        places.add(place);
      }
    }
    places.sort(Comparator.comparing(Place::id));
    List<Focus> page = new ArrayList<>();
    for (Place place : places) {
      if (page.size() == limit) {
        break;
      }
      read(place.key()).filter(filter::accepts).ifPresent(page::add);
    }
    return page;
  }

  /// The focus whose running session has this id, when it is here.
  ///
  /// @throws NotReady while partitions move
  public Optional<Focus> find(UUID id) {
    String wanted = id.toString();
    for (String key : running()) {
      Place place = place(key);
      if (place != null && place.id().equals(wanted)) {
        return read(key);
      }
    }
    return Optional.empty();
  }

  /// By which the running session of `focus` is known outside.
  public static UUID id(SessionHead session) {
    return PublicId.of(session.session().toString());
  }

  /// The keys of the foci that have a running session: every one has a switch.
  private List<String> running() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> all = store(ConferenceTopology.SWITCHES).all()) {
      while (all.hasNext()) {
        keys.add(SwitchIndex.aggregate(all.next().key));
      }
    }
    return keys;
  }

  /// The key of an ad-hoc focus is S; a group's running S is written in its session part.
  private @Nullable Place place(String key) {
    if (domain.isAdHocSession(ImAddress.parse(key))) {
      return new Place(PublicId.of(key).toString(), key);
    }
    byte[] stored =
        store(ConferenceTopology.PARTS)
            .get(StoreKeys.part(key.getBytes(StandardCharsets.UTF_8), SESSION));
    return stored != null && decoded(key, stored) instanceof SessionHead session
        ? new Place(id(session).toString(), key)
        : null;
  }

  private Optional<Focus> read(String key) {
    Map<String, StatePart> parts = new HashMap<>();
    byte[] prefix = StoreKeys.parts(key.getBytes(StandardCharsets.UTF_8));
    try (KeyValueIterator<byte[], byte[]> stored =
        store(ConferenceTopology.PARTS).prefixScan(prefix, PREFIX)) {
      while (stored.hasNext()) {
        KeyValue<byte[], byte[]> part = stored.next();
        parts.put(StoreKeys.nameOfPart(part.key), decoded(key, part.value));
      }
    }
    return Parts.restore(new AggregateKey(key), domain, parts) instanceof Focus focus
            && focus.running() != null
        ? Optional.of(focus)
        : Optional.empty();
  }

  private static StatePart decoded(String key, byte[] stored) {
    try {
      return RecordCodec.decode(StatePart.class, stored);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(PublicId.of(key) + ": a stored part cannot be read", e);
    }
  }

  /// The instances that have partitions, as they advertise themselves.
  public List<HostInfo> instances() {
    return streams.metadataForAllStreamsClients().stream()
        .map(instance -> instance.hostInfo())
        .filter(host -> !host.equals(HostInfo.unavailable()))
        .distinct()
        .toList();
  }

  private ReadOnlyKeyValueStore<byte[], byte[]> store(String name) {
    try {
      return streams.store(
          StoreQueryParameters.fromNameAndType(
              name, QueryableStoreTypes.<byte[], byte[]>keyValueStore()));
    } catch (InvalidStateStoreException e) {
      throw new NotReady(e);
    }
  }
}
