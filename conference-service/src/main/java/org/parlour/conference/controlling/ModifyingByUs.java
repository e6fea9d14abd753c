package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.sdp.Descriptions;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.sdp.OwnMedia;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;
import org.parlour.protocol.sdp.Setup;

/// The focus modifies one participant's media (clause 7.2.2.6): a re-INVITE with what it wants now.
/// Until the 200 nothing changes, and without one nothing will.
final class ModifyingByUs {
  private static final int TIMEOUT = 408;
  private static final int UNKNOWN_DIALOG = 481;
  private static final int REQUEST_PENDING = 491;

  private ModifyingByUs() {}

  /// 7.2.2.6-2: what was described before, with a new version and the other limits.
  static SessionDescription offer(Turn t, Leg leg, Intent.Modify wish, SessionDescription before) {
    return Descriptions.modified(
        before,
        wish.maxSize(),
        wish.acceptTypes(),
        setup(leg),
        OwnMedia.of(t.session().media(), leg.media(), t.policy().media()));
  }

  private static @Nullable Setup setup(Leg leg) {
    if (leg.media().moving()) {
      return null;
    }
    return leg.media().connectOut() ? Setup.ACTIVE : Setup.PASSIVE;
  }

  /// Our offer has its final response, or will have none.
  ///
  /// @param r null when there is none
  static void answered(Turn t, Leg leg, Intent.Modify wish, int status, @Nullable SipResponse r) {
    if (leg.phase() == LegPhase.LEAVING) {
      Outgoing.pump(t, leg.tag());
    } else if (status / 100 == 2 && r != null) {
      accepted(t, leg, wish, r);
    } else if (status == TIMEOUT || status == UNKNOWN_DIALOG) {
      Leaving.release(t, leg, DisconnectionMethod.FAILED, Leaving.NOT_MODIFIED);
      Leaving.releaseIfDeserted(t);
    } else {
      if (status == REQUEST_PENDING) { // 7.2.2.6-R200-2
        Outgoing.afterGlare(t, leg);
        Outgoing.queue(t, t.leg(leg.tag()), wish);
      }
      Outgoing.pump(t, leg.tag());
    }
  }

  /// 7.2.2.6-R200-1. An answer to the path of an earlier switch leaves the path to the offer that
  /// waits.
  private static void accepted(Turn t, Leg leg, Intent.Modify wish, SipResponse r) {
    Moving.heard(t, leg, r);
    Leg heard = t.leg(leg.tag());
    MsrpMedia media = MediaCheck.ofAnswer(r.body());
    SessionDescription before = heard.media().local();
    if (media != null && before != null) {
      boolean moving = heard.media().moving();
      boolean weConnect =
          moving ? AttributeMerge.connectsToAnswerer(media) : heard.media().connectOut();
      t.apply(
          new Event.LegModified(
              heard.with(heard.media().described(offer(t, heard, wish, before)))));
      if (!moving || wish.epoch() == t.session().media().epoch()) {
        Modifying.agree(t, t.leg(leg.tag()), media, weConnect);
      }
    }
    Outgoing.pump(t, leg.tag());
  }
}
