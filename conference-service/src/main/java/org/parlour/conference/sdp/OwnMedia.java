package org.parlour.conference.sdp;

import org.parlour.conference.MediaRules;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.MediaAssignment;

/// The focus's own side of one leg: what is bound to this hop and what policy adds.
///
/// @param sdpSession of `o=`
/// @param version of `o=`
public record OwnMedia(
    String host, int port, String path, long sdpSession, long version, MediaRules rules) {

  public static OwnMedia of(MediaAssignment assignment, LegMedia leg, MediaRules rules) {
    return new OwnMedia(
        assignment.at().host(),
        assignment.at().port(),
        leg.path(),
        leg.sdpSession(),
        leg.nextVersion(),
        rules);
  }
}
