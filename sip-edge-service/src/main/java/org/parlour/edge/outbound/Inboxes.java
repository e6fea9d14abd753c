package org.parlour.edge.outbound;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.parlour.contracts.sip.EdgeInstruction;

/// Reads the inbox of an edge that died.
@FunctionalInterface
public interface Inboxes {
  /// Starts where that edge last committed. A record counts as read when `execute` completed.
  ///
  /// @return ends the reading
  AutoCloseable adopt(int ordinal, Function<EdgeInstruction, CompletionStage<Void>> execute);
}
