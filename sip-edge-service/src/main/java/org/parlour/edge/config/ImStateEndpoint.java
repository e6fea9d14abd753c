package org.parlour.edge.config;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/// `GET /actuator/imstate`: what this edge holds.
@Endpoint(id = "imstate")
final class ImStateEndpoint {
  private final Edge edge;

  ImStateEndpoint(Edge edge) {
    this.edge = edge;
  }

  /// @param inFlight requests that wait for the core
  /// @param coreWaitMillis how long what the core decided last had waited for it; 0 when it is idle
  /// @param load how much of what it can hold is held, 0 to 1
  record ImState(
      int ordinal,
      long incarnation,
      boolean ready,
      boolean listening,
      boolean inboxPositioned,
      boolean kafkaAcknowledges,
      boolean draining,
      int inFlight,
      long coreWaitMillis,
      double load) {}

  @ReadOperation
  ImState state() {
    return new ImState(
        edge.self().ordinal(),
        edge.self().incarnation(),
        edge.ready(),
        edge.listening(),
        edge.positioned(),
        edge.acknowledged(),
        edge.draining(),
        edge.inFlight(),
        edge.coreWaitMillis(),
        edge.load());
  }
}
