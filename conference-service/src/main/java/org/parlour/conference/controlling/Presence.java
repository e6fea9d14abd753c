package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.protocol.address.NameAddress;

/// A leg has become part of the session: the switch opens it, the roster shows it, the archive
/// notes it.
final class Presence {
  private Presence() {}

  /// @param asserted who answered, as its network says; null when already known
  static void joined(Turn t, Leg leg, @Nullable NameAddress asserted) {
    RosterUser user = t.user(leg.user().toString());
    boolean firstLeg = !isIn(t, user, leg);
    RosterUser in = user.joinedNow(asserted == null ? null : asserted.displayName());
    t.roster(in);
    Referrals.tell(t, leg.user(), Referrals.OK);
    if (t.session().phase() == Phase.INVITING) {
      activate(t);
    } else {
      MediaPlane.add(t, leg);
    }
    if (firstLeg && t.session().recording() != null) {
      t.archive(
          new HistoryCommand.ParticipantJoined(
              t.session().recording(), t.at(), in.shownAs(), in.shownName()));
    }
  }

  private static boolean isIn(Turn t, RosterUser user, Leg except) {
    for (String tag : user.legs()) {
      Leg other = t.focus().legs().get(tag);
      if (other != null && other.connected() && !other.tag().equals(except.tag())) {
        return true;
      }
    }
    return false;
  }

  private static void activate(Turn t) {
    SessionHead active = t.session().in(Phase.ACTIVE, t.at());
    t.apply(new Event.SessionActivated(active));
    MediaPlane.open(t);
    SessionDuration.limit(t);
    if (active.recording() != null) {
      RosterUser initiator = t.user(active.initiator().address().canonical().toString());
      t.archive(
          new HistoryCommand.ConversationStarted(
              active.recording(),
              t.at(),
              active.session(),
              active.group(),
              active.subject(),
              initiator.shownAs()));
    }
  }
}
