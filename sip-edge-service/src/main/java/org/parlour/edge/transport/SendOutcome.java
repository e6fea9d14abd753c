package org.parlour.edge.transport;

import org.jspecify.annotations.Nullable;

/// Told once whether octets were handed to the network. Runs on an event loop or on the sender's
/// thread and must not block.
@FunctionalInterface
public interface SendOutcome {
  SendOutcome IGNORED = failure -> {};

  /// @param failure null when the octets were written
  void done(@Nullable Throwable failure);
}
