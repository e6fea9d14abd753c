package org.parlour.conference.state;

import org.parlour.contracts.media.SwitchCandidate;

/// The switch that has the session.
///
/// @param epoch counts assignments, from 1
/// @param sequence of the last command sent in this epoch
public record MediaAssignment(SwitchCandidate at, long epoch, long sequence) {
  public String path(String sessionId) {
    return "msrp://" + at.host() + ":" + at.port() + "/" + sessionId + ";tcp";
  }
}
