package org.parlour.mswitch.backbone;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.instance.InstanceHeartbeat.Kind;
import org.parlour.contracts.instance.InstanceTable;
import org.parlour.contracts.instance.InstanceTable.Fate;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.parlour.support.messaging.ReceivedRecord;
import org.parlour.support.messaging.RecordLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether this switch lives in the eyes of the others: it reads the same heartbeats in the same
/// order, its own among them, and draws the same conclusion.
public final class Vitality implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Vitality.class);
  private static final AggregateKey ANY = new AggregateKey("any");

  private final InstanceTable instances = new InstanceTable();
  private final int ordinal;
  private final LongSupplier incarnation;
  private final Consumer<Duration> proven;
  private final Runnable lost;
  private final RecordLoop<InstanceHeartbeat> loop;
  private boolean superseded;

  /// @param incarnation of this switch at the moment
  /// @param proven told the age of each heartbeat of ours that all can have read
  /// @param lost run when the others gave this incarnation up
  public Vitality(
      KafkaClients clients,
      DeadLetters deadLetters,
      int ordinal,
      LongSupplier incarnation,
      Consumer<Duration> proven,
      Runnable lost) {
    this.ordinal = ordinal;
    this.incarnation = incarnation;
    this.proven = proven;
    this.lost = lost;
    this.loop =
        RecordLoop.fromEnd(
            TopicCatalogue.INSTANCES,
            0,
            clients.consumer("msrp-switch-" + ordinal + "-instances", null),
            deadLetters,
            false,
            this::heard);
  }

  private void heard(List<ReceivedRecord<InstanceHeartbeat>> records) {
    records.forEach(record -> heard(record.value()));
  }

  private void heard(InstanceHeartbeat heartbeat) {
    instances.apply(heartbeat);
    if (heartbeat.kind() != Kind.SWITCH || heartbeat.ordinal() != ordinal) {
      return;
    }
    long own = incarnation.getAsLong();
    if (heartbeat.incarnation() > own && !superseded) {
      superseded = true;
      LOG.error("another process is switch {}: this one serves nobody any more", ordinal);
    }
    if (superseded || heartbeat.incarnation() != own) {
      return;
    }
    if (instances.fate(ordinal, own) == Fate.LOST) {
      lost.run();
    } else {
      proven.accept(Duration.between(heartbeat.at(), Instant.now()));
    }
  }

  /// Whether some switch would take the sessions of this one, when it drains.
  public boolean hasSuccessor() {
    return instances.switchesFor(ANY).stream().anyMatch(other -> other.ordinal() != ordinal);
  }

  @Override
  public void close() {
    loop.close();
  }
}
