package org.parlour.benchmarks.msrp;

import java.time.Duration;

/// How hard and how long.
///
/// @param legs of each session, the one that sends among them
/// @param rate messages a second that all sessions together are sent; 0 for half of what the switch
///     can take, as it is measured before
/// @param paranoid every buffer of the switch is tracked
record SoakPlan(int sessions, int legs, Duration duration, double rate, boolean paranoid) {
  private static final int LEAST_LEGS = 4;

  SoakPlan {
    if (sessions < 1 || legs < LEAST_LEGS || rate < 0) {
      throw new IllegalArgumentException(
          "sessions " + sessions + ", legs " + legs + " (expected: 1 or more, and 4 or more)");
    }
  }

  double seconds() {
    return duration.toMillis() / 1e3;
  }
}
