package org.parlour.xdm.upstream;

import java.time.Duration;
import java.time.Instant;
import org.parlour.xdm.upstream.Validations.Validation;

/// How long what an upstream confirmed counts.
///
/// @param polled without being asked for
/// @param told the same of a document whose changes are told
/// @param stale for so long after that while the upstream does not say
record Ages(Duration polled, Duration told, Duration stale) {
  boolean isFresh(Validation known, Instant now) {
    return known.within(fresh(known.isTold(now)), now);
  }

  boolean isUsable(Validation known, Instant now) {
    return known.within(fresh(known.isTold(now)).plus(stale), now);
  }

  /// @param isTold whether changes are told
  Duration fresh(boolean isTold) {
    return isTold ? told : polled;
  }
}
