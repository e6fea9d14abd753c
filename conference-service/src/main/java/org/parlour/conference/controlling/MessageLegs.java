package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.contracts.sip.Reason;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.sdp.MsrpMedia;

/// Participants without an MSRP session: they called without an offer, and did not take ours. What
/// they say to S are pager messages (8.3.2.1-5c), and what the others say goes to them likewise.
final class MessageLegs {
  /// Octets of a MESSAGE, since nobody knows how it travels (RFC 3428 §8).
  static final long LONGEST = 1300;

  private static final String METHOD = "MESSAGE";
  private static final String GRUU = "gr";
  private static final Reason NO_MEDIA = new Reason(488, "media not acceptable");

  private MessageLegs() {}

  /// The ACK for the 2xx that had our offer (RFC 3261 §13.2.1).
  ///
  /// @param media what it takes of the offer; null for nothing
  static void answered(Turn t, Leg leg, @Nullable MsrpMedia media) {
    if (media != null) {
      boolean weConnect = AttributeMerge.connectsToAnswerer(media);
      t.apply(new Event.LegModified(leg.with(leg.media().agreed(media, weConnect))));
      MediaPlane.update(t, t.leg(leg.tag()));
      t.touch(leg.user().toString());
      Moving.catchUp(t, t.leg(leg.tag()));
    } else if (leg.dialog().allows(METHOD)) {
      t.apply(new Event.LegModified(leg.with(leg.media().arrived())));
      MediaEvents.connected(t, t.leg(leg.tag())); // nothing holds it up
    } else {
      Leaving.release(t, leg, DisconnectionMethod.FAILED, NO_MEDIA);
      Leaving.releaseIfDeserted(t);
    }
  }

  /// Where it reads: the very device when that can be named by all (RFC 5627), else the user.
  static ImAddress reach(Leg leg) {
    ImAddress target = leg.dialog().target();
    return target.parameter(GRUU).isPresent() ? target : leg.user();
  }
}
