package org.parlour.xdm.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.GroupDocument.Definition;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.protocol.address.ImAddress;

/// A topic that answers as the test says, and a reader of it who ignores lower versions.
final class FakeTopic implements DocumentPublisher {
  enum Mood {
    ACKNOWLEDGES,
    /// It has the record, and the writer never learns it.
    TAKES_SILENTLY,
    REFUSES,
    NEVER_ANSWERS
  }

  final List<GroupDocument> log = new ArrayList<>();
  Mood mood = Mood.ACKNOWLEDGES;

  @Override
  public CompletableFuture<Void> publish(ImAddress uri, SignallingInput input) {
    GroupDocument document = (GroupDocument) input;
    return switch (mood) {
      case ACKNOWLEDGES -> {
        log.add(document);
        yield CompletableFuture.completedFuture(null);
      }
      case TAKES_SILENTLY -> {
        log.add(document);
        yield CompletableFuture.failedFuture(new IllegalStateException("timeout"));
      }
      case REFUSES -> CompletableFuture.failedFuture(new IllegalStateException("no Kafka"));
      case NEVER_ANSWERS -> new CompletableFuture<>();
    };
  }

  /// What a reader holds the group for: the highest version it saw; empty when deleted or never
  /// seen.
  Optional<Definition> seen(ImAddress group) {
    @Nullable GroupDocument latest = null;
    for (GroupDocument document : log) {
      if (document.group().equals(group)
          && (latest == null || document.version() > latest.version())) {
        latest = document;
      }
    }
    return latest == null ? Optional.empty() : Optional.ofNullable(latest.definition());
  }
}
