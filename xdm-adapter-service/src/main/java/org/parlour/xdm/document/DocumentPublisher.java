package org.parlour.xdm.document;

import java.util.concurrent.CompletableFuture;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.protocol.address.ImAddress;

/// Puts a document where those are commanded who obey it.
@FunctionalInterface
public interface DocumentPublisher {
  /// @param uri whose aggregate obeys it, canonical
  /// @return completes when it cannot be lost any more, fails when that cannot be said
  CompletableFuture<Void> publish(ImAddress uri, SignallingInput document);
}
