package org.parlour.standalone.embedded;

import java.util.Map;

/// What differs from a broker's defaults, and why.
final class EmbeddedKafkaSettings {
  static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
          Map.entry("inter.broker.listener.name", "PLAINTEXT"),
          // One node: no replicas, and few partitions for what Kafka keeps for itself.
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          // Topics come from the catalogue only.
          Map.entry("auto.create.topics.enable", "false"),
          // A restart after a kill: the old registration is forgotten within 1.5 s instead of 9 s.
          Map.entry("broker.session.timeout.ms", "1500"),
          Map.entry("broker.heartbeat.interval.ms", "300"),
          Map.entry("controlled.shutdown.enable", "true"),
          // Failover of the conference service is counted in seconds.
          Map.entry("group.min.session.timeout.ms", "1000"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
          // A laptop's threads and memory.
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
          Map.entry("log.segment.bytes", "67108864"));

  private EmbeddedKafkaSettings() {}
}
