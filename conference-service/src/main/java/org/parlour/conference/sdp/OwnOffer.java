package org.parlour.conference.sdp;

import java.util.List;
import org.parlour.conference.MediaRules;
import org.parlour.protocol.sdp.Direction;
import org.parlour.protocol.sdp.MsrpMedia;

/// What the focus offers on nobody's behalf: whatever the operator lets pass. Whoever sends an
/// INVITE without an offer gets it (RFC 3261 §13.2.1), and so does whom that user invites.
public final class OwnOffer {
  private static final int DISCARD = 9;

  private OwnOffer() {}

  /// A stream that lacks only what is bound to a hop.
  public static MsrpMedia stream(MediaRules rules) {
    return new MsrpMedia(
        DISCARD,
        false,
        List.of(),
        rules.acceptTypes(),
        List.of(),
        null,
        Direction.SENDRECV,
        null,
        null,
        null,
        List.of());
  }
}
