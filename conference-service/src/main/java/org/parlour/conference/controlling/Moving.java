package org.parlour.conference.controlling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.sdp.Descriptions;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.sdp.OwnMedia;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.MediaAssignment;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// A session's switch died or drains: another one gets the session, and every participant is
/// offered its path by re-INVITE (clause 7.2.2.6). Participants are on hold until they connect
/// there, and stay for the grace time.
final class Moving {
  /// What a draining switch may take to bring what it accepted to its end.
  private static final Duration HANDOVER = Duration.ofSeconds(5);

  /// How far a leg may have been behind what was acknowledged: as long as a switch bears with one
  /// that reads nothing, and what it takes to find a switch dead.
  private static final Duration BEHIND = Duration.ofSeconds(30);

  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final int TIMEOUT = 408;
  private static final int UNKNOWN_DIALOG = 481;
  private static final int REQUEST_PENDING = 491;
  private static final int SERVER_FAILURE = 500;

  private Moving() {}

  static void left(Turn t, SwitchLeft left) {
    SessionHead session = t.focus().running();
    if (session == null
        || session.media().at().ordinal() != left.ordinal()
        || session.media().at().incarnation() != left.incarnation()) {
      return;
    }
    SwitchCandidate other = SwitchChoice.next(t, left.candidates());
    if (!left.draining()) {
      lost(t, other);
    } else if (other != null && session.media().next() == null) {
      drain(t, session, other);
    }
  }

  private static void lost(Turn t, @Nullable SwitchCandidate other) {
    if (other == null) {
      t.focus().legs().values().forEach(leg -> hold(t, leg));
      return;
    }
    if (t.session().phase() == Phase.ACTIVE) {
      MediaPlane.close(t); // in case it is not dead but was not heard
    }
    move(t, other, true);
  }

  private static void drain(Turn t, SessionHead session, SwitchCandidate other) {
    if (session.phase() != Phase.ACTIVE) {
      move(t, other, false);
      return;
    }
    t.apply(new Event.SessionNoted(session.with(session.media().handingOver(other))));
    MediaPlane.handOver(t);
    t.setTimer(TimerNames.HANDOVER, HANDOVER);
  }

  /// @param complete the old switch says that nobody misses anything
  static void handedOver(Turn t, boolean complete) {
    SessionHead session = t.focus().running();
    if (session != null && session.media().next() != null) {
      if (!complete && session.phase() == Phase.ACTIVE) {
        MediaPlane.close(t); // what it has not stored by now it must not answer
      }
      move(t, session.media().next(), !complete);
    } else {
      LargeMessages.read(t);
    }
  }

  private static void move(Turn t, SwitchCandidate to, boolean missed) {
    t.clearTimer(TimerNames.HANDOVER);
    MediaAssignment assignment = t.session().media().movedTo(to);
    t.apply(new Event.SessionMoved(t.session().with(assignment)));
    for (Leg leg : t.focus().legs().values()) {
      move(t, leg);
    }
    if (t.session().phase() != Phase.ACTIVE) {
      return;
    }
    Instant since = missed ? t.at().minus(BEHIND) : null;
    MediaPlane.open(t, since);
    for (Leg leg : t.focus().legs().values()) {
      offer(t, leg);
    }
  }

  private static void move(Turn t, Leg leg) {
    switch (leg.phase()) {
      case LEAVING -> {}
      case DIALLING_IN -> t.apply(new Event.LegModified(leg.with(newMedia(t, leg, true))));
      case INVITED, ALERTING -> t.apply(new Event.LegModified(leg.with(newMedia(t, leg, false))));
      case CONNECTED -> {
        boolean agreed = leg.readsMessages() && leg.awaitedAck() == null;
        t.apply(new Event.LegModified(leg.with(newMedia(t, leg, agreed))));
        hold(t, t.leg(leg.tag()));
      }
    }
  }

  private static LegMedia newMedia(Turn t, Leg leg, boolean agreed) {
    MediaAssignment assignment = t.session().media();
    String path = assignment.path(leg.media().transport(), t.token("msrp"));
    LegMedia media = leg.media().at(path, agreed);
    SessionDescription before = media.local();
    return before == null
        ? media
        : media.described(
            Descriptions.moved(before, OwnMedia.of(assignment, media, t.policy().media())));
  }

  private static void hold(Turn t, Leg leg) {
    boolean deaf = leg.readsMessages() && !leg.media().moving();
    if (leg.connected() && !deaf) {
      if (!leg.mediaLost()) {
        t.apply(new Event.LegMediaChanged(leg.mediaLost(true)));
        t.touch(leg.user().toString());
      }
      t.setTimer(TimerNames.GRACE + leg.tag(), t.policy().mediaGrace());
    }
  }

  /// The switch changed while the leg rang: it answered an offer of the old path.
  static void catchUp(Turn t, Leg leg) {
    if (leg.connected() && leg.media().moving()) {
      hold(t, leg);
      offer(t, t.leg(leg.tag()));
    }
  }

  /// 7.2.2.6-1: the path that it has not agreed to is offered, once its dialog is free.
  static void offer(Turn t, Leg leg) {
    if (leg.connected() && leg.media().moving()) {
      Outgoing.queue(t, leg, new Intent.Move(t.session().media().epoch()));
    }
  }

  /// Whether the offer still is to be made.
  static boolean isDue(Turn t, Leg leg, Intent.Move move) {
    return leg.media().moving()
        && t.focus().running() != null
        && t.session().media().epoch() == move.epoch();
  }

  /// Our offer has its final response, or will have none.
  ///
  /// @param r null when there is none
  static void answered(Turn t, Leg leg, Intent.Move move, int status, @Nullable SipResponse r) {
    if (leg.phase() == LegPhase.LEAVING) {
      Outgoing.pump(t, leg.tag());
    } else if (status / 100 == 2 && r != null) {
      accepted(t, leg, move, r);
    } else if (status == TIMEOUT || status == UNKNOWN_DIALOG) {
      Leaving.release(t, leg, DisconnectionMethod.FAILED, Leaving.MEDIA_LOST);
      Leaving.releaseIfDeserted(t);
    } else {
      // 7.2.2.6-R200-2: nothing changes. What it has not agreed to it does not have, so that the
      // grace time ends without another offer.
      if (status == REQUEST_PENDING) {
        Outgoing.afterGlare(t, leg);
      } else if (status >= SERVER_FAILURE && status < 600) {
        t.setTimer(TimerNames.RETRY + leg.tag(), AGAIN);
      }
      Outgoing.pump(t, leg.tag());
    }
  }

  /// What a 2xx to our re-INVITE says of the dialog and its session timer.
  static void heard(Turn t, Leg leg, SipResponse r) {
    t.apply(
        new Event.LegModified(
            leg.with(
                    leg.dialog()
                        .heardOf(
                            r.contact() == null ? null : r.contact().address(),
                            r.peer().allow().stream().sorted().toList()))
                .with(SessionTimers.asClient(r.sessionExpires()))));
    SessionTimers.restart(t, leg.tag(), t.leg(leg.tag()).timer());
  }

  /// 7.2.2.6-R200-1.
  private static void accepted(Turn t, Leg leg, Intent.Move move, SipResponse r) {
    heard(t, leg, r);
    MsrpMedia media = MediaCheck.ofAnswer(r.body());
    if (media != null && isDue(t, t.leg(leg.tag()), move)) {
      Modifying.agree(t, t.leg(leg.tag()), media, AttributeMerge.connectsToAnswerer(media));
    }
    Outgoing.pump(t, leg.tag());
  }
}
