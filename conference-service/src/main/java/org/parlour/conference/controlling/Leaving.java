package org.parlour.conference.controlling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.StoredDocument;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.group.Ruleset;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.sip.CancelRequest;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// Removal of a participant (clause 7.2.1.9) and the release of the whole session (reference §5.7,
/// §5.10).
final class Leaving {
  static final Reason RELEASED = new Reason(200, "session released");
  static final Reason TIMER_EXPIRED = new Reason(408, "session timer");
  static final Reason NO_ACK = new Reason(408, "no ACK");
  static final Reason ANONYMITY = new Reason(403, "anonymity not allowed");
  static final Reason EXPELLED = new Reason(403, "expelled");
  static final Reason CANCELLED = new Reason(487, "cancelled");
  static final Reason NOT_MODIFIED = new Reason(408, "no answer to re-INVITE");
  static final Reason MEDIA_LOST = new Reason(503, "media connection lost");

  /// From the last system message to the BYE.
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private Leaving() {}

  /// The participant said BYE.
  static void departed(Turn t, Leg leg) {
    offSwitch(t, leg);
    offRoster(t, leg, DisconnectionMethod.DEPARTED);
    forget(t, leg.tag());
    releaseIfDeserted(t);
  }

  /// We end the leg: BYE, or CANCEL while it rings. The session is looked at afterwards by
  /// [#releaseIfDeserted].
  static void release(Turn t, Leg leg, DisconnectionMethod how, Reason reason) {
    if (leg.phase() == LegPhase.LEAVING) {
      return;
    }
    offSwitch(t, leg);
    offRoster(t, leg, how);
    detach(t, leg, how, reason);
  }

  private static void tellReferrer(Turn t, Leg leg) {
    if (leg.ringing()) {
      Referrals.tell(t, leg.user(), CANCELLED.cause());
    }
  }

  /// Out of the session; its dialog is closed.
  private static void detach(Turn t, Leg leg, DisconnectionMethod how, Reason reason) {
    String tag = leg.tag();
    tellReferrer(t, leg);
    t.clearTimer(TimerNames.ANSWER + tag);
    t.clearTimer(TimerNames.SESSION + tag);
    t.clearTimer(TimerNames.GRACE + tag);
    t.clearTimer(TimerNames.RETRY + tag);
    t.apply(new Event.LegLeft(t.leg(tag).in(LegPhase.LEAVING), how));
    Leg leaving = t.leg(tag);
    if (leaving.invite() != null) {
      cancel(t, leaving);
    } else {
      Outgoing.queue(t, leaving, new Intent.Bye(reason));
    }
  }

  /// CANCEL, once a provisional response allows it (RFC 3261 §9.1).
  static void cancel(Turn t, Leg leg) {
    if (leg.progressed() && leg.invite() != null) {
      t.setTimer(TimerNames.GUARDED + leg.tag(), TimerNames.GUARD);
      t.emit(new Effect.ToAnyEdge(new CancelRequest(t.key(), leg.invite(), CANCELLED)));
    }
  }

  static void forget(Turn t, String tag) {
    TimerNames.clearLeg(t, tag);
    t.apply(new Event.LegForgotten(tag));
  }

  private static void offSwitch(Turn t, Leg leg) {
    if (leg.connected() && t.focus().running() != null) {
      MediaPlane.remove(t, leg.tag());
    }
  }

  static void offRoster(Turn t, Leg leg, DisconnectionMethod how) {
    RosterUser gone = unlist(t, leg, how);
    if (gone != null && t.session().group() == null) {
      Notifying.endAll(t, gone.address(), TerminationReason.REJECTED);
    }
  }

  /// @return the user when this was its last leg, else null
  private static @Nullable RosterUser unlist(Turn t, Leg leg, DisconnectionMethod how) {
    RosterUser user = t.focus().users().get(leg.user().toString());
    SessionHead session = t.focus().running();
    if (user == null || session == null || !user.legs().contains(leg.tag())) {
      return null;
    }
    RosterUser less =
        user.withoutLeg(leg.tag(), how, t.at().plus(t.policy().nicknameReservation()));
    t.roster(less);
    if (less.present()) {
      return null;
    }
    if (session.recording() != null && leg.connected()) {
      t.archive(new HistoryCommand.ParticipantLeft(session.recording(), t.at(), user.shownAs()));
    }
    return less;
  }

  /// The release policy (reference §5.10).
  static void releaseIfDeserted(Turn t) {
    SessionHead session = t.focus().running();
    if (session == null || session.phase() != Phase.ACTIVE) {
      return;
    }
    int in = t.focus().connected();
    boolean pending = t.focus().legs().first(Leg::ringing) != null;
    if (in == 0 || (in == 1 && !pending && !session.keepsAlone()) || lostItsKeyParticipants(t)) {
      end(t, RELEASED);
    } else {
      LargeMessages.readWhenSaid(t);
    }
  }

  /// We end it under everybody's feet: they are told first (reference §6.6), and it ends when they
  /// have had time to read it, since whoever gets BYE reads nothing more.
  static void close(Turn t) {
    if (t.session().phase() != Phase.ACTIVE) {
      end(t, RELEASED);
    } else if (!t.focus().timers().containsKey(TimerNames.CLOSING)) {
      sayClosing(t);
      t.setTimer(TimerNames.CLOSING, LAST_WORDS);
    }
  }

  /// They had time to read it.
  static void closed(Turn t) {
    if (t.focus().running() != null) {
      end(t, RELEASED);
    }
  }

  /// Means something while the session is active.
  static void sayClosing(Turn t) {
    if (t.session().phase() == Phase.ACTIVE) {
      MediaPlane.say(t, null, "closing", "The session is being closed");
    }
  }

  private static boolean lostItsKeyParticipants(Turn t) {
    StoredDocument document = t.focus().document();
    return document != null
        && Ruleset.isAnyoneKey(document.definition().ruleset())
        && t.focus().users().first(user -> user.joined() && isKey(t, user)) != null
        && t.focus().users().first(user -> t.focus().isConnected(user) && isKey(t, user)) == null;
  }

  private static boolean isKey(Turn t, RosterUser user) {
    return Admission.isKeyParticipant(t, user.address());
  }

  /// S is unknown from now on. Whoever is in gets BYE, whoever rings CANCEL, subscribers the last
  /// NOTIFY.
  ///
  /// @param reason for the BYEs; null when nobody is in
  static void end(Turn t, @Nullable Reason reason) {
    t.clearTimer(TimerNames.CLOSING);
    t.clearTimer(TimerNames.HANDOVER);
    Leg waiting = InviteAnswers.waiting(t);
    if (waiting != null) {
      InviteAnswers.refuseInviter(
          t,
          waiting,
          ImError.UNAVAILABLE.sipStatus(),
          SipHeaders.builder().warning(ImError.UNAVAILABLE.warning()).build());
    }
    SessionHead session = t.session();
    if (session.phase() == Phase.ACTIVE) {
      MediaPlane.close(t);
    }
    for (Leg leg : t.focus().legs().values()) {
      if (leg.phase() != LegPhase.LEAVING) {
        DisconnectionMethod how =
            leg.connected() ? DisconnectionMethod.BOOTED : DisconnectionMethod.FAILED;
        unlist(t, leg, how);
        detach(t, leg, how, reason == null ? CANCELLED : reason);
      }
    }
    if (session.phase() == Phase.ACTIVE && session.recording() != null) {
      t.archive(new HistoryCommand.ConversationEnded(session.recording(), t.at()));
    }
    t.clearTimer(TimerNames.DURATION);
    t.apply(new Event.SessionEnded(t.session().in(Phase.ENDED, session.activeSince())));
    Notifying.sessionEnded(t, session);
  }
}
