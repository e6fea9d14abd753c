package org.parlour.xdm.document;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// How changes of groups end.
///
/// - `im.xdm.group.writes{outcome}`: `stored`, or why not
/// - `im.xdm.group.corrections`: publications that were undone
/// - `im.xdm.group.unsettled`: publications under way or to be undone, when last looked at
final class GroupMetrics {
  private static final String WRITES = "im.xdm.group.writes";
  private static final String OUTCOME = "outcome";

  private final MeterRegistry registry;
  private final Counter corrections;
  private final AtomicInteger unsettled = new AtomicInteger();

  GroupMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.corrections = registry.counter("im.xdm.group.corrections");
    registry.gauge("im.xdm.group.unsettled", unsettled);
    for (GroupRefused.Reason reason : GroupRefused.Reason.values()) {
      registry.counter(WRITES, OUTCOME, tag(reason.name()));
    }
  }

  void stored() {
    registry.counter(WRITES, OUTCOME, "stored").increment();
  }

  void refused(GroupRefused.Reason reason) {
    registry.counter(WRITES, OUTCOME, tag(reason.name())).increment();
  }

  void failed() {
    registry.counter(WRITES, OUTCOME, "failed").increment();
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
