package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.state.DialogOwner;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.Outstanding;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.RequestId;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// Responses to our requests, and their absence.
final class Responses {
  private static final int TIMEOUT = 408;
  private static final int UNAVAILABLE = 503;
  private static final int UNKNOWN_DIALOG = 481;
  private static final int REQUEST_PENDING = 491;

  private Responses() {}

  static void received(Turn t, SipResponse r) {
    if (Paging.answered(t, r)) {
      return;
    }
    DialogOwner owner = owner(t, r.request());
    switch (owner) {
      case null -> {}
      case Leg leg -> legReceived(t, leg, r);
      case Subscription s -> {
        if (isOutstanding(s, r.request())) {
          Notifying.received(t, s, r);
        }
      }
    }
  }

  private static void legReceived(Turn t, Leg leg, SipResponse r) {
    if (leg.invite() != null && leg.invite().id().equals(r.request())) {
      InviteAnswers.received(t, leg, r);
    } else if (isOutstanding(leg, r.request())) {
      if (r.status() >= 200) {
        finished(t, leg, r.status(), r);
      }
    } else if (r.method().equals("INVITE") && r.status() / 100 == 2) {
      InviteAnswers.again(t, leg, r);
    }
  }

  /// A time-out is a 408, a transport error a 503 (RFC 3261 §8.1.3.1).
  static void failed(Turn t, RequestFailed failed) {
    if (Paging.failed(t, failed)) {
      return;
    }
    int status =
        switch (failed.cause()) {
          case TIMEOUT -> TIMEOUT;
          case TRANSPORT -> UNAVAILABLE;
        };
    DialogOwner owner = owner(t, failed.request());
    if (owner != null
        && (isOutstanding(owner, failed.request()) || isInvite(owner, failed.request()))) {
      lost(t, owner, status);
    }
  }

  /// The guard timer fired: an edge died with our request.
  static void guarded(Turn t, String tag) {
    DialogOwner owner = Outgoing.owner(t, tag);
    if (owner != null) {
      lost(t, owner, TIMEOUT);
    }
  }

  private static void lost(Turn t, DialogOwner owner, int status) {
    switch (owner) {
      case Leg leg when leg.invite() != null -> InviteAnswers.failed(t, leg, status);
      case Leg leg when leg.dialog().outstanding() != null -> finished(t, leg, status, null);
      case Leg leg -> {}
      case Subscription s -> Notifying.answered(t, s, status);
    }
  }

  private static void finished(Turn t, Leg leg, int status, @Nullable SipResponse r) {
    Outstanding request = leg.dialog().outstanding();
    if (request == null) {
      return;
    }
    boolean success = status / 100 == 2;
    if (success && request.method().equals("INVITE")) {
      Outgoing.acknowledge(t, leg.dialog(), request.cseq());
    }
    Outgoing.finished(t, leg);
    switch (request.intent()) {
      case Intent.Bye bye -> Leaving.forget(t, leg.tag());
      case Intent.Refresh refresh -> refreshed(t, t.leg(leg.tag()), status, r);
      case Intent.Move move -> Moving.answered(t, t.leg(leg.tag()), move, status, r);
      case Intent.Modify modify -> ModifyingByUs.answered(t, t.leg(leg.tag()), modify, status, r);
      case Intent.Report report -> Outgoing.pump(t, leg.tag());
      case Intent.Notify notify -> {}
    }
  }

  private static void refreshed(Turn t, Leg leg, int status, @Nullable SipResponse r) {
    if (leg.phase() == LegPhase.LEAVING) {
      Outgoing.pump(t, leg.tag());
    } else if (status / 100 == 2 && r != null) {
      t.apply(new Event.LegModified(leg.with(SessionTimers.asClient(r.sessionExpires()))));
      SessionTimers.restart(t, leg.tag(), t.leg(leg.tag()).timer());
      Outgoing.pump(t, leg.tag());
    } else if (status == TIMEOUT || status == UNKNOWN_DIALOG) {
      Leaving.release(t, leg, DisconnectionMethod.FAILED, Leaving.TIMER_EXPIRED);
      Leaving.releaseIfDeserted(t);
    } else {
      // 491 and other passing failures: again, while the interval has not run out (RFC 3261 §14.1)
      if (status == REQUEST_PENDING) {
        Outgoing.afterGlare(t, leg);
      } else {
        t.setTimer(TimerNames.RETRY + leg.tag(), TimerNames.TRANSACTION);
      }
      Outgoing.pump(t, leg.tag());
    }
  }

  private static @Nullable DialogOwner owner(Turn t, RequestId request) {
    String tag = Branch.tag(request);
    return tag == null ? null : Outgoing.owner(t, tag);
  }

  private static boolean isOutstanding(DialogOwner owner, RequestId request) {
    Outstanding outstanding = owner.dialog().outstanding();
    return outstanding != null && outstanding.id().equals(request);
  }

  private static boolean isInvite(DialogOwner owner, RequestId request) {
    return owner instanceof Leg leg && leg.invite() != null && leg.invite().id().equals(request);
  }
}
