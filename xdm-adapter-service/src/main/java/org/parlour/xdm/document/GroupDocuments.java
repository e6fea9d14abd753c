package org.parlour.xdm.document;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
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
import org.parlour.xdm.xcap.XcapConflictException;
import org.parlour.xdm.xcap.XcapRefused;
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

  public Optional<Group> find(GroupPlace place) {
    return store.find(place);
  }

  /// The groups in a user's tree, by name.
  public List<Group> inTree(String xui) {
    return store.inTree(xui);
  }

  /// Groups by URI, after `after` or from the first one on.
  ///
  /// @param text in the URI or the display name; empty for all
  public List<Group> list(@Nullable ImAddress after, String text, int limit) {
    return store.list(after, text, limit);
  }

  /// What a group becomes.
  @FunctionalInterface
  public interface Edit {
    /// @param current null when there is none; no other change of it comes in between
    /// @return null when it is to be deleted
    @Nullable GroupContent apply(@Nullable Group current);
  }

  /// Makes a group.
  ///
  /// @param uri checked by [GroupRules]
  /// @param owner who may change it by XCAP; null for nobody
  /// @throws GroupRefused with `EXISTS` when there is such a group
  public Group create(ImAddress uri, @Nullable ImAddress owner, Definition definition) {
    return defined(
        uri,
        current -> {
          if (current != null) {
            throw new GroupRefused(
                Reason.EXISTS, "group: " + uri + " exists (expected: a new one)");
          }
          return written(uri, owner, null, definition);
        });
  }

  /// @param created whether there was none
  public record Written(Group group, boolean created) {}

  /// Makes or replaces a group.
  ///
  /// @param uri checked by [GroupRules]
  /// @param owner who may change it by XCAP; null for whoever may, and for nobody when it is new
  public Written put(
      ImAddress uri, @Nullable ImAddress owner, Definition definition, Precondition precondition) {
    boolean[] created = new boolean[1];
    Group group =
        defined(
            uri,
            current -> {
              precondition.check(current);
              created[0] = current == null;
              return written(uri, owner, current, definition);
            });
    return new Written(group, created[0]);
  }

  /// Whether [#put] would make a group, and does not replace one. Nothing is written.
  ///
  /// @throws GroupRefused as [#put] would, unless Kafka or another change is why
  public boolean wouldCreate(
      ImAddress uri, @Nullable ImAddress owner, Definition definition, Precondition precondition) {
    Group current = store.find(uri).orElse(null);
    precondition.check(current);
    checkSize(uri, written(uri, owner, current, definition));
    return current == null;
  }

  /// Changes what a group says. What `next` throws goes to the caller.
  ///
  /// @param next what is to be said by a document that is there, checked by [GroupRules]; no other
  ///     change comes in between
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public Group edit(ImAddress uri, Precondition precondition, Function<Group, Definition> next) {
    return defined(
        uri,
        current -> {
          Group known = known(uri, current, precondition);
          return written(uri, null, known, next.apply(known));
        });
  }

  /// Deletes a group: its session ends, if there is one.
  ///
  /// @throws GroupRefused with `UNKNOWN` when there is none
  public void delete(ImAddress uri, Precondition precondition) {
    change(
        uri,
        current -> {
          Group _ = known(uri, current, precondition);
          return null;
        });
  }

  private static Group known(ImAddress uri, @Nullable Group current, Precondition precondition) {
    precondition.check(current);
    if (current == null) {
      throw new GroupRefused(Reason.UNKNOWN, "group: " + uri + " is unknown");
    }
    return current;
  }

  /// A document that says `definition`, made new or of the one that is there.
  private GroupContent written(
      ImAddress uri, @Nullable ImAddress owner, @Nullable Group current, Definition definition) {
    if (current == null) {
      return GroupContent.of(placeOfNew(uri, owner), GroupEditor.make(uri, definition));
    }
    if (owner != null && !owner.canonical().toString().equals(current.owner())) {
      throw constraint("owner: " + owner + " (expected: " + current.owner() + ", as it was made)");
    }
    return GroupContent.of(
        current.content().place(), GroupEditor.edited(current.content().document(), definition));
  }

  private GroupPlace placeOfNew(ImAddress uri, @Nullable ImAddress owner) {
    if (owner == null) {
      return GroupPlace.ofItsOwn(uri);
    }
    GroupPlace place = GroupPlace.inTreeOf(owner, uri);
    if (store.find(place).isPresent()) {
      throw constraint("owner: " + owner + " has another group in the document " + place.name());
    }
    return place;
  }

  private static GroupRefused constraint(String detail) {
    return new GroupRefused(Reason.CONSTRAINT_FAILURE, detail);
  }

  private Group defined(ImAddress uri, Edit edit) {
    Changed changed = change(uri, edit);
    return new Group(
        uri, changed.version(), clock.instant(), Objects.requireNonNull(changed.content()));
  }

  /// @param content null when the group is no more
  public record Changed(long version, @Nullable GroupContent content) {}

  /// Changes a group in any way. What `edit` throws goes to the caller.
  ///
  /// @param uri checked by [GroupRules]
  public Changed change(ImAddress uri, Edit edit) {
    return counted(() -> changed(uri, edit));
  }

  private Changed changed(ImAddress uri, Edit edit) {
    Lock lock = locks.lock(uri, patience);
    try {
      @Nullable GroupContent[] content = new GroupContent[1];
      Publication publication =
          store.prepare(
              uri,
              current -> {
                content[0] = edit.apply(current);
                checkSize(uri, content[0]);
              },
              due);
      try {
        publish(document(uri, publication.version(), definition(content[0])));
        store.settle(publication, content[0]);
        return new Changed(publication.version(), content[0]);
      } catch (RuntimeException e) {
        abandon(publication);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  private void checkSize(ImAddress uri, @Nullable GroupContent content) {
    int size =
        RecordCodec.encode(SignallingInput.class, document(uri, 0, definition(content))).length;
    int most = TopicCatalogue.SIGNALLING.maxRecordBytes() - RECORD_OVERHEAD;
    if (size > most) {
      throw new GroupRefused(
          Reason.TOO_LARGE, "group: " + size + " octets (expected: at most " + most + ")");
    }
  }

  private static @Nullable Definition definition(@Nullable GroupContent content) {
    return content == null ? null : content.definition();
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
    } catch (XcapRefused | XcapConflictException e) {
      // counted where it is answered
      throw e;
    } catch (RuntimeException e) {
      metrics.failed();
      throw e;
    }
  }
}
