package org.parlour.mswitch.session;

import java.util.concurrent.CompletableFuture;
import org.parlour.msrp.message.MsrpUri;

/// Opens connections to peers that want to be connected to (RFC 4145 `passive`).
@FunctionalInterface
public interface Connector {
  /// Does not block.
  ///
  /// @param named the peer said which certificate it has, and the caller looks at it: any is taken
  /// @return fails when policy forbids it or nobody answers; completes on any thread
  CompletableFuture<Connection> connect(MsrpUri peer, boolean named);
}
