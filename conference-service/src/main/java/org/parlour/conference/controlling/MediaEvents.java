package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// What the switch saw. Events of an earlier assignment, and of legs that are gone, change nothing.
final class MediaEvents {
  private MediaEvents() {}

  static void received(Turn t, MediaEvent event) {
    if (event instanceof MediaEvent.MessageHeard heard) {
      Relaying.heard(t, heard); // acknowledged, so of whatever epoch
      return;
    }
    SessionHead session = t.focus().running();
    if (session == null
        || session.phase() != Phase.ACTIVE
        || session.media().epoch() != event.epoch()) {
      return;
    }
    switch (event) {
      case MediaEvent.LegConnected e -> connected(t, in(t, e.leg()));
      case MediaEvent.LegLost e -> lost(t, in(t, e.leg()), e.cause());
      case MediaEvent.NicknameRequested e -> Nicknames.requested(t, in(t, e.leg()), e);
      case MediaEvent.SnapshotRequested e -> snapshot(t, session, e.incarnation());
      case MediaEvent.HandedOver e -> Moving.handedOver(t, true);
      case MediaEvent.MessageHeard e -> {}
    }
  }

  /// An incarnation that never had the session is not given it: that it was lost is heard
  /// otherwise.
  private static void snapshot(Turn t, SessionHead session, long incarnation) {
    if (incarnation == 0 || incarnation == session.media().at().incarnation()) {
      MediaPlane.open(t);
    }
  }

  private static @Nullable Leg in(Turn t, String tag) {
    Leg leg = t.focus().legs().get(tag);
    return leg != null && leg.connected() ? leg : null;
  }

  static void connected(Turn t, @Nullable Leg leg) {
    if (leg != null && leg.mediaLost() && !leg.media().moving()) {
      t.clearTimer(TimerNames.GRACE + leg.tag());
      t.apply(new Event.LegMediaChanged(leg.mediaLost(false)));
      t.touch(leg.user().toString());
    }
  }

  private static void lost(Turn t, @Nullable Leg leg, MediaEvent.LegLost.Cause cause) {
    if (leg == null || leg.readsMessages()) {
      return;
    }
    switch (cause) {
      case CONNECTION_LOST -> {
        if (!leg.mediaLost()) {
          t.apply(new Event.LegMediaChanged(leg.mediaLost(true)));
          t.touch(leg.user().toString());
          t.setTimer(TimerNames.GRACE + leg.tag(), t.policy().mediaGrace());
        }
      }
      case NEVER_CONNECTED -> {
        if (!leg.mediaLost()) { // else the grace time decides
          remove(t, leg);
        }
      }
      case TOO_SLOW -> remove(t, leg);
    }
  }

  /// The grace time is over and the connection did not come back.
  static void graceOver(Turn t, String tag) {
    Leg leg = in(t, tag);
    if (leg != null && leg.mediaLost()) {
      remove(t, leg);
    }
  }

  private static void remove(Turn t, Leg leg) {
    Leaving.release(t, leg, DisconnectionMethod.FAILED, Leaving.MEDIA_LOST);
    Leaving.releaseIfDeserted(t);
  }
}
