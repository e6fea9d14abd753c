package org.parlour.xdm.metadata;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// What became of commands about metadata.
///
/// - `im.xdm.metadata.commands{outcome}`: `obeyed`, or `repeated` and without effect
/// - `im.xdm.metadata.dropped`: entries that went since a list was full
final class MetadataMetrics {
  private static final String COMMANDS = "im.xdm.metadata.commands";
  private static final String OUTCOME = "outcome";

  private final Counter obeyed;
  private final Counter repeated;
  private final Counter dropped;

  MetadataMetrics(MeterRegistry registry) {
    this.obeyed = registry.counter(COMMANDS, OUTCOME, "obeyed");
    this.repeated = registry.counter(COMMANDS, OUTCOME, "repeated");
    this.dropped = registry.counter("im.xdm.metadata.dropped");
  }

  /// @param commands all of them
  void obeyed(int commands, MetadataStore.Outcome outcome) {
    obeyed.increment(commands - outcome.repeated());
    repeated.increment(outcome.repeated());
    dropped.increment(outcome.dropped());
  }
}
