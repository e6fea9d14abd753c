package org.parlour.conference.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// Something that operators may want to know of a session.
///
/// @param who as others may see it; null when it concerns everybody
/// @param detail how, or to what; null when the kind says it all
public record Happening(Instant at, Kind kind, @Nullable ImAddress who, @Nullable String detail) {
  public enum Kind {
    CREATED,
    /// One of the user's devices is in.
    JOINED,
    /// The last device of a participant is out.
    LEFT,
    /// An invitee did not come.
    STAYED_AWAY,
    /// A nickname was given, taken or given back.
    RENAMED,
    /// The MSRP connection of a device broke, or it has yet to come to another switch.
    ON_HOLD,
    RESUMED,
    /// The session has another switch.
    MOVED,
    /// An operator spoke to everybody.
    ANNOUNCED,
    /// An operator offered other media.
    MEDIA_OFFERED
  }
}
