package org.parlour.edge.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.topic.MalformedRecordException;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.edge.backbone.Backbone;
import org.parlour.edge.backbone.CoreWait;
import org.parlour.support.observe.Origin;

/// Keeps what was published, in its wire form and back. Its log has two partitions, for keys with a
/// group and for all others.
public final class InMemoryBackbone implements Backbone {
  public static final Duration SHED_ABOVE = Duration.ofSeconds(1);
  private static final String GROUP = "sip:team@";
  private static final int COMMANDS = 200;

  private final List<Published> published = new CopyOnWriteArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final CoreWait wait = new CoreWait(2, SHED_ABOVE, nanoTime::get);
  private volatile boolean acknowledges = true;
  private volatile boolean fails;
  private volatile Consumer<Published> core = record -> {};

  public record Published(AggregateKey key, SignallingInput input, Origin origin) {}

  @Override
  public CompletionStage<Void> publish(AggregateKey key, SignallingInput input, Origin origin) {
    if (fails) {
      return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    }
    Published record = new Published(key, throughTheWire(input), origin);
    published.add(record);
    core.accept(record);
    return CompletableFuture.completedFuture(null);
  }

  private static SignallingInput throughTheWire(SignallingInput input) {
    try {
      return RecordCodec.decode(
          SignallingInput.class, RecordCodec.encode(SignallingInput.class, input));
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean acknowledges() {
    return acknowledges;
  }

  @Override
  public boolean admits(AggregateKey key) {
    return wait.admits(partitionOf(key));
  }

  @Override
  public long coreWaitMillis() {
    return wait.longestMillis();
  }

  /// The core says for a second that what it decides under such keys had waited, at last so long.
  public void waits(AggregateKey key, Duration wait) {
    for (int left = COMMANDS - 1; left >= 0; left--) {
      this.wait.heard(partitionOf(key), wait.toMillis() + left);
      nanoTime.addAndGet(Duration.ofSeconds(1).toNanos() / COMMANDS);
    }
  }

  /// Nothing is heard of the core meanwhile.
  public void passes(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private static int partitionOf(AggregateKey key) {
    return key.value().startsWith(GROUP) ? 1 : 0;
  }

  public void acknowledges(boolean now) {
    acknowledges = now;
  }

  public void fails(boolean now) {
    fails = now;
  }

  /// Plays the core: called for each record, on the publisher's thread.
  public void core(Consumer<Published> handler) {
    core = handler;
  }

  public List<Published> all() {
    return published;
  }

  public void clear() {
    published.clear();
  }

  /// Waits for the first record of this type that is there or comes.
  public <T extends SignallingInput> T await(Class<T> type) {
    return type.cast(
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(5))
            .until(
                () ->
                    published.stream()
                        .map(Published::input)
                        .filter(type::isInstance)
                        .findFirst()
                        .orElse(null),
                found -> found != null));
  }

  /// Waits for the first request with this method.
  public SipRequest awaitRequest(Class<? extends SipMethod> method) {
    return (SipRequest)
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .pollInterval(Duration.ofMillis(5))
            .until(
                () ->
                    published.stream()
                        .map(Published::input)
                        .filter(
                            input ->
                                input instanceof SipRequest request
                                    && method.isInstance(request.method()))
                        .findFirst()
                        .orElse(null),
                found -> found != null);
  }
}
