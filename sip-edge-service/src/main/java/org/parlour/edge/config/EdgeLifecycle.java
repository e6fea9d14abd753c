package org.parlour.edge.config;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.parlour.contracts.sip.EdgeInstruction;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.edge.backbone.KafkaBackbone;
import org.parlour.edge.backbone.KafkaReaders;
import org.parlour.edge.outbound.Adoption;
import org.parlour.support.messaging.RecordLoop;
import org.parlour.support.messaging.RecordPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Starts an edge in the order that loses nothing: inbox positioned, then the ports opened, then
/// heartbeats. Stops in reverse: nothing new is taken, what is held gets a little time.
final class EdgeLifecycle implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeLifecycle.class);
  private static final long HEARTBEAT_MILLIS = 500;
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final long DRAIN_STEP_MILLIS = 50;

  private final Edge edge;
  private final KafkaBackbone backbone;
  private final KafkaReaders readers;
  private final RecordPublisher publisher;
  private final Adoption adoption;
  private final String host;
  private final int port;
  private final Clock clock;

  private @Nullable ScheduledExecutorService heart;
  private @Nullable RecordLoop<EdgeInstruction> inbox;
  private @Nullable RecordLoop<EdgeInstruction> requests;
  private @Nullable RecordLoop<InstanceHeartbeat> watcher;
  private volatile boolean running;

  /// The heart's thread only.
  private CompletableFuture<Void> lastBeat = CompletableFuture.completedFuture(null);

  EdgeLifecycle(
      Edge edge,
      KafkaBackbone backbone,
      KafkaReaders readers,
      RecordPublisher publisher,
      String host,
      int port,
      Clock clock) {
    this.edge = edge;
    this.backbone = backbone;
    this.readers = readers;
    this.publisher = publisher;
    this.host = host;
    this.port = port;
    this.clock = clock;
    this.adoption = new Adoption(readers::adopt, edge.executor(), edge.metrics());
  }

  @Override
  public void start() {
    RecordLoop<InstanceHeartbeat> instances = readers.instances(edge.instances()::apply);
    watcher = instances;
    RecordLoop<EdgeInstruction> own = readers.inbox(edge.inbox()::execute);
    inbox = own;
    edge.positionedBy(own::healthy);
    try {
      edge.start();
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    requests = readers.requests(edge.executor()::execute);
    ScheduledExecutorService beating =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("edge-heart").daemon().unstarted(work));
    beating.scheduleAtFixedRate(this::beat, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    heart = beating;
    running = true;
  }

  /// The heart's thread only.
  private void beat() {
    try {
      InstanceHeartbeat heartbeat =
          new InstanceHeartbeat(
              InstanceHeartbeat.Kind.EDGE,
              edge.self().ordinal(),
              edge.self().incarnation(),
              clock.instant(),
              host,
              port,
              edge.load(),
              edge.draining());
      if (lastBeat.isDone()) { // what a broker's pause held up must not come in a row
        lastBeat = publisher.publish(TopicCatalogue.INSTANCES, heartbeat.key(), heartbeat, null);
        backbone.watch(lastBeat);
      }
      adoption.update(edge.instances().adoptedBy(edge.self().ordinal()));
    } catch (RuntimeException e) {
      LOG.warn("heartbeat failed", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    edge.drain();
    awaitEmpty();
    close(requests);
    close(inbox);
    close(watcher);
    stopHeart();
    edge.close();
  }

  private void stopHeart() {
    if (heart != null) {
      heart.shutdown();
      try {
        if (heart.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
          adoption.close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// What is held is answered by the core as long as it answers at all.
  private void awaitEmpty() {
    long end = System.nanoTime() + DRAIN.toNanos();
    while (edge.inFlight() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(DRAIN_STEP_MILLIS));
    }
  }

  private static void close(@Nullable AutoCloseable closeable) {
    if (closeable == null) {
      return;
    }
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.warn("not closed", e);
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before the web server ends, after everything that this needs has started.
  @Override
  public int getPhase() {
    return 0;
  }
}
