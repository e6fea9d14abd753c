package org.parlour.xdm.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.PublicationStore.Publication;
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only way to change what is published before it is stored. When a change returns it is stored
/// and published; when it throws, nothing is stored, and what may have been published is undone by
/// [Corrections]. Thread-safe; blocks.
///
/// @param <S> a thing as it is stored
/// @param <C> what it says
public final class Publications<S, C> {
  private static final Logger LOG = LoggerFactory.getLogger(Publications.class);

  /// What the key, the headers and the broker's framing add to a record.
  static final int RECORD_OVERHEAD = 4 * 1024;

  private final PublicationStore<S, C> store;
  private final DocumentPublisher publisher;
  private final Wording<C> wording;
  private final PublicationMetrics metrics;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration due;
  private final ChangeLocks locks;

  /// @param patience for Kafka's acknowledgement, and for another change of the same
  /// @param margin how long after its patience a change may still be settled
  public Publications(
      PublicationStore<S, C> store,
      DocumentPublisher publisher,
      Wording<C> wording,
      PublicationMetrics metrics,
      InstantSource clock,
      Duration patience,
      Duration margin) {
    this.store = store;
    this.publisher = publisher;
    this.wording = wording;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
    this.due = patience.plus(margin);
    this.locks = new ChangeLocks(wording.noun());
  }

  /// What a thing becomes.
  @FunctionalInterface
  public interface Edit<S, C> {
    /// @param current null when there is none; no other change of it comes in between
    /// @return null when it is to be deleted
    @Nullable C apply(@Nullable S current);
  }

  /// @param content null when it is no more
  public record Changed<C>(long version, @Nullable C content) {}

  /// Changes it in any way. What `edit` throws goes to the caller.
  public Changed<C> change(ImAddress uri, Edit<S, C> edit) {
    return counted(() -> changed(uri, edit));
  }

  private Changed<C> changed(ImAddress uri, Edit<S, C> edit) {
    Lock lock = locks.lock(uri, patience);
    try {
      Proposal<C> proposal = new Proposal<>();
      Publication<S> publication =
          store.prepare(
              uri,
              current -> {
                proposal.content = edit.apply(current);
                checkSize(uri, proposal.content);
              },
              due);
      try {
        publish(uri, command(uri, publication.version(), proposal.content));
        store.settle(publication, proposal.content);
        return new Changed<>(publication.version(), proposal.content);
      } catch (RuntimeException e) {
        abandon(publication);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  /// What it is to become, between its check and its publication.
  private static final class Proposal<C> {
    private @Nullable C content;
  }

  /// @throws GroupRefused with `TOO_LARGE` for what no record holds
  void checkSize(ImAddress uri, @Nullable C content) {
    int most = TopicCatalogue.SIGNALLING.maxRecordBytes() - RECORD_OVERHEAD;
    if (content == null || wording.mostOctets(content) <= most) {
      return;
    }
    int size = RecordCodec.encode(SignallingInput.class, command(uri, 0, content)).length;
    if (size > most) {
      throw new GroupRefused(
          Reason.TOO_LARGE,
          wording.noun() + ": " + size + " octets (expected: at most " + most + ")");
    }
  }

  private void publish(ImAddress uri, SignallingInput command) {
    try {
      publisher.publish(uri.canonical(), command).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw notPublished(uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notPublished(uri, e);
    }
  }

  private GroupRefused notPublished(ImAddress uri, Exception cause) {
    return new GroupRefused(
        Reason.NOT_PUBLISHED,
        wording.noun() + ": " + uri + " could not be published in time and stays as it was",
        cause);
  }

  /// Without the database the publication's time ends by itself.
  private void abandon(Publication<S> publication) {
    try {
      store.abandon(publication);
    } catch (RuntimeException e) {
      LOG.warn(
          "{} {}: will be corrected later: {}", wording.noun(), publication.uri(), e.getMessage());
    }
  }

  private SignallingInput command(ImAddress uri, long version, @Nullable C content) {
    return wording.command(clock.instant(), uri, version, content);
  }

  private <T> T counted(Supplier<T> change) {
    try {
      T result = change.get();
      metrics.stored();
      return result;
    } catch (GroupRefused e) {
      metrics.refused(e.reason());
      throw e;
    } catch (XcapRefused | XcapConflictException e) {
      // counted where it is answered
      throw e;
    } catch (RuntimeException e) {
      metrics.failed();
      throw e;
    }
  }
}
