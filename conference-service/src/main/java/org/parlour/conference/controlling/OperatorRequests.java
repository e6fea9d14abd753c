package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Happening;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.protocol.address.ImAddress;

/// What an operator wants of the session (reference §5.10, §6.6; clause 7.2.2.6). Who asked and
/// whether they may was seen to before.
final class OperatorRequests {
  private OperatorRequests() {}

  static void received(Turn t, OperatorRequest request) {
    SessionHead session = t.focus().running();
    if (session == null || !session.session().equals(request.session())) {
      return;
    }
    switch (request) {
      case OperatorRequest.Expel e -> expel(t, t.focus().users().get(e.user().toString()));
      case OperatorRequest.Close c -> Leaving.close(t);
      case OperatorRequest.Announce a -> announce(t, a.text());
      case OperatorRequest.ModifyMedia m -> modify(t, m);
    }
  }

  private static void expel(Turn t, @Nullable RosterUser user) {
    if (user == null || !user.present()) {
      return;
    }
    Leg inviter = InviteAnswers.waiting(t);
    if (inviter != null && inviter.user().equals(user.address())) {
      Leaving.close(t);
      return;
    }
    Expelling.expel(t, user);
    if (inviter != null) {
      InviteAnswers.noteFailure(t, ImError.UNAVAILABLE.sipStatus());
    } else {
      Leaving.releaseIfDeserted(t);
    }
  }

  private static void announce(Turn t, String text) {
    if (t.session().phase() == Phase.ACTIVE) {
      MediaPlane.say(t, null, "operator", text);
      t.happened(Happening.Kind.ANNOUNCED, null, null);
    }
  }

  private static void modify(Turn t, OperatorRequest.ModifyMedia wish) {
    Intent intent =
        new Intent.Modify(wish.maxSize(), wish.acceptTypes(), t.session().media().epoch());
    for (Leg leg : t.focus().legs().values()) {
      if (leg.connected() && isMeant(leg, wish.user())) {
        Outgoing.queue(t, leg, intent);
        t.happened(Happening.Kind.MEDIA_OFFERED, t.user(leg.user().toString()).shownAs(), null);
      }
    }
  }

  private static boolean isMeant(Leg leg, @Nullable ImAddress user) {
    return user == null || leg.user().equals(user);
  }
}
