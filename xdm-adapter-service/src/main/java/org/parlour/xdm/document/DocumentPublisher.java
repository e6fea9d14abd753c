package org.parlour.xdm.document;

import java.util.concurrent.CompletableFuture;
import org.parlour.contracts.signalling.GroupDocument;

/// Puts a document where the group's sessions are commanded.
@FunctionalInterface
public interface DocumentPublisher {
  /// @return completes when it cannot be lost any more, fails when that cannot be said
  CompletableFuture<Void> publish(GroupDocument document);
}
