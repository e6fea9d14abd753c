package org.parlour.mswitch.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.parlour.contracts.history.MessageRecord;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.mswitch.backbone.Backbone;
import org.parlour.mswitch.backbone.Recalled;
import org.parlour.support.observe.Origin;

/// Kafka, as a test wants it: acknowledges at once, or when it is told to.
public final class FakeBackbone implements Backbone {
  private final BlockingQueue<MediaEvent> events = new LinkedBlockingQueue<>();
  private final List<MessageRecord> copies = new ArrayList<>();
  private final List<MessageRecord.TakenOver> takenOver = new ArrayList<>();
  private final List<CompletableFuture<Void>> held = new ArrayList<>();
  private final CompletableFuture<List<Recalled>> recalled = new CompletableFuture<>();
  private boolean silent;

  @Override
  public void tell(AggregateKey key, MediaEvent event, Origin origin) {
    events.add(event);
  }

  @Override
  public synchronized CompletableFuture<Void> copy(MessageRecord record, Origin origin) {
    copies.add(record);
    return stored();
  }

  @Override
  public synchronized CompletableFuture<Void> hear(
      AggregateKey key, MediaEvent.MessageHeard heard, Origin origin) {
    events.add(heard);
    return stored();
  }

  private CompletableFuture<Void> stored() {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    if (silent) {
      held.add(stored);
    } else {
      stored.complete(null);
    }
    return stored;
  }

  @Override
  public synchronized CompletableFuture<List<Recalled>> takeOver(
      MessageRecord.TakenOver by, Instant since, Origin origin) {
    takenOver.add(by);
    return recalled;
  }

  /// Which recordings were taken over.
  public synchronized List<MessageRecord.TakenOver> takenOver() {
    return List.copyOf(takenOver);
  }

  /// What is read back, and when.
  public CompletableFuture<List<Recalled>> recalled() {
    return recalled;
  }

  /// From now on nothing is acknowledged.
  public synchronized void fallSilent() {
    silent = true;
  }

  /// Acknowledges everything.
  public void recover() {
    List<CompletableFuture<Void>> waiting;
    synchronized (this) {
      silent = false;
      waiting = List.copyOf(held);
      held.clear();
    }
    waiting.forEach(stored -> stored.complete(null));
  }

  /// Refuses everything that waits.
  public void fail() {
    List<CompletableFuture<Void>> waiting;
    synchronized (this) {
      waiting = List.copyOf(held);
      held.clear();
    }
    waiting.forEach(stored -> stored.completeExceptionally(new IllegalStateException("no Kafka")));
  }

  public synchronized List<MessageRecord> copies() {
    return List.copyOf(copies);
  }

  /// The next event, within seconds.
  public MediaEvent next() {
    try {
      MediaEvent event = events.poll(10, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event came");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// The next event of a kind; others before it are passed over.
  public <E extends MediaEvent> E next(Class<E> kind) {
    while (true) {
      MediaEvent event = next();
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
  }

  /// Whether nothing waits to be read.
  public boolean isQuiet() {
    return events.isEmpty();
  }
}
