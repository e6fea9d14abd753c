package org.parlour.conference.state;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.media.SwitchDoors;
import org.parlour.protocol.sdp.MsrpTransport;

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

  public boolean takes(MsrpTransport by) {
    return at.takes(by);
  }

  /// What clients connect to. A leg came to a switch that does not take its transport when no other
  /// was left: nobody can connect it, and its grace time ends it.
  public SwitchAddress address(MsrpTransport by) {
    return Objects.requireNonNullElse(at.address(by), new SwitchAddress(at.host(), at.port()));
  }

  /// The value of `a=fingerprint`; null when nothing is to be said of the certificate.
  public @Nullable String fingerprint(MsrpTransport by) {
    SwitchDoors doors = at.doors();
    return doors != null && by.secure() ? doors.fingerprint() : null;
  }

  /// Our MSRP URI for a leg.
  public String path(MsrpTransport by, String sessionId) {
    SwitchAddress address = address(by);
    return by.uri(address.host(), address.port(), sessionId);
  }
}
