package org.parlour.mswitch.switching;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.MediaLeg;

/// How exactly paths must be what was agreed on. CEMA is always used where it was agreed on.
public enum PathMatching {
  STRICT,
  /// Session-ids are enough, for every leg.
  SESSION_ID;

  /// The rule by which the session-ids of `leg` do.
  ///
  /// @return null when there is none
  public @Nullable PathRule of(MediaLeg leg) {
    if (leg.cema()) {
      return PathRule.CEMA;
    }
    return switch (this) {
      case STRICT -> null;
      case SESSION_ID -> PathRule.SESSION_ID;
    };
  }
}
