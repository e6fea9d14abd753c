package org.parlour.edge.inbound;

/// Whether the edge takes work now.
public interface Readiness {
  /// Listening, inbox positioned, Kafka acknowledges, not draining.
  boolean ready();
}
