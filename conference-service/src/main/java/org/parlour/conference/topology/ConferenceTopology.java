package org.parlour.conference.topology;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.parlour.conference.ConferencePolicy;
import org.parlour.contracts.topic.TopicCatalogue;

/// The picture: one log in, one processor with its stores, effects out. Store names are part of
/// changelog topics' names and never change.
public final class ConferenceTopology {
  /// One value is one leg or one other small part.
  public static final String PARTS = "aggregate-parts";

  /// When to look at whose timers.
  static final String TIMERS = "timers";

  /// Which switch has which session.
  static final String SWITCHES = "sessions-of-switches";

  static final String SOURCE = "signalling-in";
  static final String AGGREGATES = "aggregates";
  static final String TO_EDGES = "sip-requests";
  static final String TO_EDGE = "edge-inbox";
  static final String TO_SWITCH = "switch-inbox";
  static final String TO_MESSAGES = "messages";
  static final String TO_HISTORY = "history-commands";
  static final String TO_XDM = "xdm-commands";
  static final String TO_EVERYBODY = "user-policies";
  static final String TO_SELF = "signalling-out";
  static final String DEAD_LETTERS = "dead-letters";

  private ConferenceTopology() {}

  public static Topology build(
      ConferencePolicy policy, SwitchWatch watch, UserWatch users, ShellMetrics metrics) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new Topology()
        .addSource(
            SOURCE,
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            TopicCatalogue.SIGNALLING.name())
        .addProcessor(
            AGGREGATES, () -> new AggregateProcessor(policy, watch, users, metrics), SOURCE)
        .addStateStore(store(PARTS), AGGREGATES)
        .addStateStore(store(TIMERS), AGGREGATES)
        .addStateStore(store(SWITCHES), AGGREGATES)
        .addSink(TO_EDGES, TopicCatalogue.SIP_REQUESTS.name(), bytes, bytes, AGGREGATES)
        .addSink(
            TO_EDGE,
            TopicCatalogue.EDGE_INBOX.name(),
            bytes,
            Addressed.SERIALIZER,
            Addressed.PARTITIONER,
            AGGREGATES)
        .addSink(
            TO_SWITCH,
            TopicCatalogue.SWITCH_INBOX.name(),
            bytes,
            Addressed.SERIALIZER,
            Addressed.PARTITIONER,
            AGGREGATES)
        .addSink(TO_MESSAGES, TopicCatalogue.MESSAGES.name(), bytes, bytes, AGGREGATES)
        .addSink(TO_HISTORY, TopicCatalogue.HISTORY_COMMANDS.name(), bytes, bytes, AGGREGATES)
        .addSink(TO_XDM, TopicCatalogue.XDM_COMMANDS.name(), bytes, bytes, AGGREGATES)
        .addSink(TO_EVERYBODY, TopicCatalogue.USER_POLICIES.name(), bytes, bytes, AGGREGATES)
        .addSink(TO_SELF, TopicCatalogue.SIGNALLING.name(), bytes, bytes, AGGREGATES)
        .addSink(
            DEAD_LETTERS, TopicCatalogue.SIGNALLING.deadLetterName(), bytes, bytes, AGGREGATES);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
