package org.parlour.xdm.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.contracts.topic.TopicCatalogue;
import org.parlour.protocol.address.ImAddress;
import org.parlour.xdm.document.GroupRefused.Reason;
import org.parlour.xdm.document.GroupStore.Publication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Groups, and the only way to change one. When a changing method returns, the change is stored and
/// published; when it throws, nothing is stored, and what may have been published is undone by
/// [Corrections]. Thread-safe; blocks.
public final class GroupDocuments {
  private static final Logger LOG = LoggerFactory.getLogger(GroupDocuments.class);

  /// What the key, the headers and the broker's framing add to a record.
  private static final int RECORD_OVERHEAD = 4 * 1024;

  private final GroupStore store;
  private final DocumentPublisher publisher;
  private final GroupMetrics metrics;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration due;
  private final GroupLocks locks = new GroupLocks();

  /// @param patience for Kafka's acknowledgement, and for another change of the same group
  /// @param margin how long after its patience a change may still be settled
  GroupDocuments(
      GroupStore store,
      DocumentPublisher publisher,
      GroupMetrics metrics,
      InstantSource clock,
      Duration patience,
      Duration margin) {
    this.store = store;
    this.publisher = publisher;
    this.metrics = metrics;
    this.clock = clock;
    this.patience = patience;
    this.due = patience.plus(margin);
  }

  public Optional<Group> find(ImAddress uri) {
    return store.find(uri);
  }

  /// Groups by URI, after `after` or from the first one on.
  public List<Group> list(@Nullable ImAddress after, int limit) {
    return store.list(after, limit);
  }

  /// Makes a group.
  ///
  /// @param uri checked by [GroupRules]
  /// @throws GroupRefused with `EXISTS` when there is such a group
  public Group create(ImAddress uri, Definition definition) {
    return counted(
        () ->
            define(
                uri,
                definition,
                current -> {
                  if (current != null) {
                    throw new GroupRefused(
                        Reason.EXISTS, "group: " + uri + " exists (expected: a new one)");
                  }
                }));
  }

  /// @param created whether there was none
  public record Written(Group group, boolean created) {}

  /// Makes or replaces a group.
  ///
  /// @param uri checked by [GroupRules]
  public Written put(ImAddress uri, Definition definition, Precondition precondition) {
    boolean[] created = new boolean[1];
    Group group =
        counted(
            () ->
                define(
                    uri,
                    definition,
                    current -> {
                      precondition.check(current);
                      created[0] = current == null;
                    }));
    return new Written(group, created[0]);
  }

  /// Deletes a group: its session ends, if there is one.
  ///
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public void delete(ImAddress uri, Precondition precondition) {
    counted(
        () ->
            change(
                uri,
                null,
                current -> {
                  precondition.check(current);
                  if (current == null) {
                    throw new GroupRefused(Reason.UNKNOWN, "group: " + uri + " is unknown");
                  }
                }));
  }

  private Group define(ImAddress uri, Definition definition, Consumer<@Nullable Group> check) {
    int size = RecordCodec.encode(SignallingInput.class, document(uri, 0, definition)).length;
    int most = TopicCatalogue.SIGNALLING.maxRecordBytes() - RECORD_OVERHEAD;
    if (size > most) {
      throw new GroupRefused(
          Reason.TOO_LARGE, "group: " + size + " octets (expected: at most " + most + ")");
    }
    Publication settled = change(uri, definition, check);
    return new Group(uri, settled.version(), definition);
  }

  private Publication change(
      ImAddress uri, @Nullable Definition definition, Consumer<@Nullable Group> check) {
    Lock lock = locks.lock(uri, patience);
    try {
      Publication publication = store.prepare(uri, check, due);
      try {
        publish(document(uri, publication.version(), definition));
        store.settle(publication, definition);
        return publication;
      } catch (RuntimeException e) {
        abandon(publication);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  private void publish(GroupDocument document) {
    try {
      publisher.publish(document).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw notPublished(document, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notPublished(document, e);
    }
  }

  private static GroupRefused notPublished(GroupDocument document, Exception cause) {
    return new GroupRefused(
        Reason.NOT_PUBLISHED,
        "group: " + document.group() + " could not be published in time and stays as it was",
        cause);
  }

  /// Without the database the publication's time ends by itself.
  private void abandon(Publication publication) {
    try {
      store.abandon(publication);
    } catch (RuntimeException e) {
      LOG.warn("group {}: will be corrected later: {}", publication.uri(), e.getMessage());
    }
  }

  private GroupDocument document(ImAddress uri, long version, @Nullable Definition definition) {
    return new GroupDocument(clock.instant(), uri, version, definition);
  }

  private <T> T counted(Supplier<T> change) {
    try {
      T result = change.get();
      metrics.stored();
      return result;
    } catch (GroupRefused e) {
      metrics.refused(e.reason());
      throw e;
    } catch (RuntimeException e) {
      metrics.failed();
      throw e;
    }
  }
}
