package org.parlour.interop.conformance;

import java.util.Collection;
import java.util.Locale;

/// How a row stands.
enum Status {
  /// At least one test proves it, and all of its tests passed.
  GREEN,
  /// A test of it failed.
  RED,
  /// No test that ran proves it.
  OPEN;

  static Status of(Collection<Outcome> outcomes) {
    if (outcomes.contains(Outcome.FAILED)) {
      return RED;
    }
    return outcomes.contains(Outcome.PASSED) ? GREEN : OPEN;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
