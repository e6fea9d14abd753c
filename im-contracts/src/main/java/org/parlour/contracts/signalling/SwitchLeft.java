package org.parlour.contracts.signalling;

import java.time.Instant;
import java.util.List;
import org.parlour.contracts.media.SwitchCandidate;

/// A switch goes, and the session that it has needs another one. Means nothing to a session that is
/// no longer assigned to it.
///
/// @param ordinal of the switch
/// @param incarnation that goes; the next one has nothing of its memory
/// @param draining it still serves and gives its sessions away; else nothing more comes of it
/// @param candidates live switches for this session, best first; empty while there is none
public record SwitchLeft(
    Instant at, int ordinal, long incarnation, boolean draining, List<SwitchCandidate> candidates)
    implements SignallingInput {
  public SwitchLeft {
    candidates = List.copyOf(candidates);
  }
}
