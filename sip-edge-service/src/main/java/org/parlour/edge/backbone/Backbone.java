package org.parlour.edge.backbone;

import java.util.concurrent.CompletionStage;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;

/// Where commands go: one log in which everything about an aggregate has one order. Thread-safe.
public interface Backbone {
  /// Publishes under the aggregate's key; returns at once.
  ///
  /// @param callId the correlation id
  /// @return completes when the log has it for good, fails when it did not get there
  CompletionStage<Void> publish(AggregateKey key, SignallingInput input, String callId);

  /// False while the log does not acknowledge: new requests are refused then, before they are
  /// published.
  boolean acknowledges();
}
