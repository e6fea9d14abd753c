package org.parlour.mswitch;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.mswitch.backbone.Heartbeats;
import org.parlour.mswitch.backbone.KafkaBackbone;
import org.parlour.mswitch.backbone.SwitchInbox;
import org.parlour.mswitch.backbone.Vitality;
import org.parlour.mswitch.config.SwitchProperties;
import org.parlour.mswitch.metrics.SwitchMetrics;
import org.parlour.mswitch.pipeline.MsrpServer;
import org.parlour.mswitch.session.Time;
import org.parlour.support.messaging.DeadLetters;
import org.parlour.support.messaging.KafkaClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The order of starting and stopping. First the inbox' position is fixed, then the port is open,
/// and only then the others hear of the switch; when it stops, they hear of that first.
final class SwitchLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchLifecycle.class);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final long DRAIN_STEP_NANOS = Duration.ofMillis(20).toNanos();

  private final MsrpServer server;
  private final KafkaClients clients;
  private final DeadLetters deadLetters;
  private final KafkaBackbone backbone;
  private final SwitchMetrics metrics;
  private final SwitchProperties properties;
  private volatile @Nullable SwitchInbox inbox;
  private volatile @Nullable Heartbeats heartbeats;
  private volatile @Nullable Vitality vitality;
  private volatile boolean draining;

  SwitchLifecycle(
      MsrpServer server,
      KafkaClients clients,
      DeadLetters deadLetters,
      KafkaBackbone backbone,
      SwitchMetrics metrics,
      SwitchProperties properties) {
    this.server = server;
    this.clients = clients;
    this.deadLetters = deadLetters;
    this.backbone = backbone;
    this.metrics = metrics;
    this.properties = properties;
  }

  @Override
  public void start() {
    inbox = new SwitchInbox(clients, deadLetters, properties.ordinal(), server.sessions()::apply);
    server.start();
    vitality =
        new Vitality(
            clients,
            deadLetters,
            properties.ordinal(),
            server.sessions()::incarnation,
            server.sessions().fence()::proven,
            this::beginAnew);
    heartbeats = new Heartbeats(backbone, this::state, properties.heartbeat());
    LOG.info(
        "switch {} takes MSRP at {}:{}, and at {}",
        properties.ordinal(),
        server.advertisedHost(),
        server.advertisedPort(),
        server.doors());
  }

  /// The others could not hear this switch for too long: they move its sessions.
  private void beginAnew() {
    LOG.error("switch {} was given up by the others and begins anew", properties.ordinal());
    server.sessions().beginAnew(Math.max(server.sessions().incarnation() + 1, nowMillis()));
  }

  private static long nowMillis() {
    return Time.SYSTEM.now().toEpochMilli();
  }

  private InstanceHeartbeat state() {
    double load = Math.min(1, metrics.legCount() / (double) properties.maxLegs());
    return new InstanceHeartbeat(
        InstanceHeartbeat.Kind.SWITCH,
        properties.ordinal(),
        server.sessions().incarnation(),
        Instant.now(),
        server.advertisedHost(),
        server.advertisedPort(),
        load,
        draining,
        server.doors());
  }

  boolean isReading() {
    SwitchInbox reading = inbox;
    return reading != null && reading.healthy();
  }

  /// How long ago Kafka acknowledged a heartbeat.
  Duration silence() {
    Heartbeats beating = heartbeats;
    return beating == null ? NEVER : beating.sinceAcknowledged();
  }

  @Override
  public void stop() {
    draining = true;
    awaitEmpty();
    close(heartbeats);
    heartbeats = null;
    close(vitality);
    vitality = null;
    close(inbox);
    inbox = null;
    server.close();
  }

  /// Others hear that this switch drains and take its sessions, when there are others.
  private void awaitEmpty() {
    Heartbeats beating = heartbeats;
    Vitality seen = vitality;
    if (beating == null || seen == null) {
      return;
    }
    beating.beatNow();
    long end = System.nanoTime() + properties.drain().toNanos();
    while (server.sessions().count() > 0 && seen.hasSuccessor() && System.nanoTime() < end) {
      LockSupport.parkNanos(DRAIN_STEP_NANOS);
    }
    LOG.info("switch {} leaves {} sessions", properties.ordinal(), server.sessions().count());
  }

  private static void close(@Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      LOG.warn("not closed", e);
    }
  }

  @Override
  public boolean isRunning() {
    return inbox != null;
  }
}
