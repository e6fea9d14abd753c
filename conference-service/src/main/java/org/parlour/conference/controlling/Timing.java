package org.parlour.conference.controlling;

import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Subscription;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// A timer is due. One that was set anew or cleared meanwhile is ignored.
final class Timing {
  private static final int TIMEOUT = 408;

  private Timing() {}

  static void fired(Turn t, TimerFired fired) {
    Timer timer = t.focus().timers().get(fired.name());
    if (timer == null || timer.generation() != fired.generation()) {
      return;
    }
    t.clearTimer(fired.name());
    int end = fired.name().indexOf(':') + 1;
    String tag = fired.name().substring(end);
    switch (fired.name().substring(0, end)) {
      case TimerNames.ANSWER -> unanswered(t, tag);
      case TimerNames.ACK -> Acknowledging.missing(t, tag);
      case TimerNames.SESSION -> session(t, tag);
      case TimerNames.RETRY -> retry(t, tag);
      case TimerNames.GUARDED -> Responses.guarded(t, tag);
      case TimerNames.GRACE -> MediaEvents.graceOver(t, tag);
      case TimerNames.EXPIRY -> expired(t, tag);
      case TimerNames.NOTIFY -> Notifying.due(t, tag);
      case TimerNames.HANDOVER -> Moving.handedOver(t, false);
      case TimerNames.PAGER -> Paging.due(t, tag);
      case TimerNames.UPSTREAM -> Parking.release(t);
      case TimerNames.CLOSING -> Leaving.closed(t);
      case TimerNames.DURATION -> SessionDuration.over(t);
      case TimerNames.RECENT -> Answers.forgetOld(t);
      default -> throw new IllegalStateException("timer " + fired.name() + ": nobody sets it");
    }
  }

  /// D-31: it rang long enough. CANCEL, and for the inviter a 408.
  private static void unanswered(Turn t, String tag) {
    Leg leg = t.focus().legs().get(tag);
    if (leg != null && leg.ringing()) {
      Referrals.tell(t, leg.user(), TIMEOUT);
      Leaving.release(t, leg, DisconnectionMethod.FAILED, Leaving.CANCELLED);
      InviteAnswers.noteFailure(t, TIMEOUT);
    }
  }

  /// 7.2.1.11-EXP, or our turn to refresh.
  private static void session(Turn t, String tag) {
    Leg leg = t.focus().legs().get(tag);
    if (leg == null || !leg.connected() || leg.timer() == null) {
      return;
    }
    if (leg.timer().ours()) {
      Outgoing.queue(t, leg, new Intent.Refresh());
    } else {
      Leaving.release(t, leg, DisconnectionMethod.FAILED, Leaving.TIMER_EXPIRED);
      Leaving.releaseIfDeserted(t);
    }
  }

  private static void retry(Turn t, String tag) {
    Leg leg = t.focus().legs().get(tag);
    if (leg != null && leg.connected() && leg.media().moving()) {
      Moving.offer(t, leg);
    } else if (leg != null && leg.connected() && leg.dialog().queue().isEmpty()) {
      Outgoing.queue(t, leg, new Intent.Refresh());
    } else if (leg != null) {
      Outgoing.pump(t, tag);
    }
  }

  private static void expired(Turn t, String tag) {
    Subscription subscription = t.focus().subscriptions().get(tag);
    if (subscription != null && Referrals.isReferral(subscription)) {
      Referrals.expired(t, subscription);
    } else if (subscription != null) {
      Notifying.end(t, subscription, TerminationReason.TIMEOUT);
    }
  }
}
