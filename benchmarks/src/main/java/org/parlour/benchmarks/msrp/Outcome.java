package org.parlour.benchmarks.msrp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runs of a row showed.
///
/// @param relays empty where Kamailio cannot do it or is not there
record Outcome(Row row, List<Sample> floors, List<Sample> ours, List<Sample> relays) {
  Sample floor() {
    return Sample.median(floors);
  }

  Sample switched() {
    return Sample.median(ours);
  }

  @Nullable Sample relay() {
    return relays.isEmpty() ? null : Sample.median(relays);
  }

  boolean isMet() {
    return row.goal().isMet(floor(), switched(), relay());
  }
}
