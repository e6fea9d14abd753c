package org.parlour.xdm.document;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// How changes of one kind of thing end: of a `group`, of a `user`.
///
/// - `im.xdm.<kind>.writes{outcome}`: `stored`, or why not
/// - `im.xdm.<kind>.corrections`: publications that were undone or repeated
/// - `im.xdm.<kind>.unsettled`: publications under way or to be undone, when last looked at
public final class PublicationMetrics {
  private static final String OUTCOME = "outcome";

  private final MeterRegistry registry;
  private final String writes;
  private final Counter corrections;
  private final AtomicInteger unsettled = new AtomicInteger();

  public PublicationMetrics(MeterRegistry registry, String kind) {
    this.registry = registry;
    this.writes = "im.xdm." + kind + ".writes";
    this.corrections = registry.counter("im.xdm." + kind + ".corrections");
    registry.gauge("im.xdm." + kind + ".unsettled", unsettled);
    for (GroupRefused.Reason reason : GroupRefused.Reason.values()) {
      registry.counter(writes, OUTCOME, tag(reason.name()));
    }
  }

  void stored() {
    registry.counter(writes, OUTCOME, "stored").increment();
  }

  void refused(GroupRefused.Reason reason) {
    registry.counter(writes, OUTCOME, tag(reason.name())).increment();
  }

  void failed() {
    registry.counter(writes, OUTCOME, "failed").increment();
  }

  void corrected() {
    corrections.increment();
  }

  void unsettled(int count) {
    unsettled.set(count);
  }

  private static String tag(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
