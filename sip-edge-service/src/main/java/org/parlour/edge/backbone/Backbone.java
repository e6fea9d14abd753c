package org.parlour.edge.backbone;

import java.util.concurrent.CompletionStage;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.support.observe.Origin;

/// Where commands go: one log in which everything about an aggregate has one order. Thread-safe.
public interface Backbone {
  /// Publishes under the aggregate's key; returns at once.
  ///
  /// @param origin its correlation id is the Call-ID; a trace begins here when it names none
  /// @return completes when the log has it for good, fails when it did not get there
  CompletionStage<Void> publish(AggregateKey key, SignallingInput input, Origin origin);

  /// False while the log does not acknowledge: new requests are refused then, before they are
  /// published.
  boolean acknowledges();

  /// False while the core is behind with what it was given under keys like this one: new work is
  /// refused then, before it is published. Ask for work that nothing else stands in the way of: see
  /// [CoreWait#admits].
  boolean admits(AggregateKey key);

  /// How long what the core decided last had waited for it, in milliseconds; 0 when it is idle.
  long coreWaitMillis();
}
