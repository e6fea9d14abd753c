package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchCandidate;

/// The switch that has the session.
///
/// @param epoch counts assignments, from 1
/// @param sequence of the last command sent in this epoch
/// @param next the switch that gets the session when this one has handed it over; null when it
///     stays
public record MediaAssignment(
    SwitchCandidate at, long epoch, long sequence, @Nullable SwitchCandidate next) {
  /// The first one of a session.
  public static MediaAssignment to(SwitchCandidate at) {
    return new MediaAssignment(at, 1, 0, null);
  }

  public MediaAssignment commanded(long last) {
    return new MediaAssignment(at, epoch, last, next);
  }

  public MediaAssignment handingOver(SwitchCandidate then) {
    return new MediaAssignment(at, epoch, sequence, then);
  }

  /// The next epoch.
  public MediaAssignment movedTo(SwitchCandidate other) {
    return new MediaAssignment(other, epoch + 1, 0, null);
  }

  public String path(String sessionId) {
    return "msrp://" + at.host() + ":" + at.port() + "/" + sessionId + ";tcp";
  }
}
