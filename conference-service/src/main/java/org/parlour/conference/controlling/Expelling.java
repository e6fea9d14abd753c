package org.parlour.conference.controlling;

import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.RosterUser;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// Expelling a participant (clause 7.2.1.10, reference §5.7): BYE or CANCEL for every device, and
/// for those who stay a system message (reference §6.6).
final class Expelling {
  private Expelling() {}

  /// Somebody who may wants the user out, for good unless the user is asked again.
  static void expel(Turn t, RosterUser user) {
    remove(t, user);
    t.apply(new Event.RosterChanged(t.user(user.key()).expelledNow()));
  }

  /// The session is looked at afterwards by [Leaving#releaseIfDeserted]. An inviter whose INVITE
  /// waits is not to be removed so.
  static void remove(Turn t, RosterUser user) {
    boolean wasIn = false;
    for (String tag : user.legs()) {
      Leg leg = t.leg(tag);
      if (leg.phase() != LegPhase.DIALLING_IN) {
        wasIn |= leg.connected();
        Leaving.release(t, leg, DisconnectionMethod.BOOTED, Leaving.EXPELLED);
      }
    }
    if (wasIn) {
      MediaPlane.say(t, null, "expelled", Nicknames.shown(user) + " was removed from the session");
    }
  }
}
