package org.parlour.mswitch.backbone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.parlour.contracts.instance.InstanceHeartbeat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says to all, a few times a second, that this switch lives (architecture §6). One heartbeat at a
/// time: what a broker's pause held up must not come in a row, as if the others had been silent.
public final class Heartbeats implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);

  private final KafkaBackbone backbone;
  private final Supplier<InstanceHeartbeat> state;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "switch-heartbeat"));

  /// Of the heartbeat's thread.
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  private volatile long acknowledgedNanos = System.nanoTime();

  /// @param state how the switch is at the moment
  public Heartbeats(KafkaBackbone backbone, Supplier<InstanceHeartbeat> state, Duration every) {
    this.backbone = backbone;
    this.state = state;
    var _ = clock.scheduleAtFixedRate(this::beat, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void beat() {
    if (last.isDone()) {
      last =
          backbone
              .beat(state.get())
              .handle(
                  (nothing, failure) -> {
                    if (failure == null) {
                      acknowledgedNanos = System.nanoTime();
                    } else {
                      LOG.warn("heartbeat: not published: {}", failure.toString());
                    }
                    return nothing;
                  });
    }
  }

  /// Says at once how the switch is.
  public void beatNow() {
    var _ = clock.submit(this::beat);
  }

  /// How long ago Kafka acknowledged a heartbeat.
  public Duration sinceAcknowledged() {
    return Duration.ofNanos(System.nanoTime() - acknowledgedNanos);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
