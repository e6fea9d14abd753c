package org.parlour.conference.sdp;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.MediaRules;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.MediaAssignment;
import org.parlour.contracts.media.SwitchAddress;
import org.parlour.protocol.sdp.MsrpTransport;

/// The focus's own side of one leg: what is bound to this hop and what policy adds.
///
/// @param address of the switch, for this transport
/// @param fingerprint of its certificate; null when nothing is to be said of it
/// @param sdpSession of `o=`
/// @param version of `o=`
public record OwnMedia(
    SwitchAddress address,
    MsrpTransport transport,
    String path,
    @Nullable String fingerprint,
    long sdpSession,
    long version,
    MediaRules rules) {

  public static OwnMedia of(MediaAssignment assignment, LegMedia leg, MediaRules rules) {
    MsrpTransport by = leg.transport();
    return new OwnMedia(
        assignment.address(by),
        by,
        leg.path(),
        assignment.fingerprint(by),
        leg.sdpSession(),
        leg.nextVersion(),
        rules);
  }
}
