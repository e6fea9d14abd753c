package org.parlour.conference.controlling;

import java.time.Duration;
import java.time.Instant;
import org.parlour.conference.roster.RosterDocument;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Outstanding;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.address.ImAddress;

/// NOTIFYs of the conference package (clauses 7.2.2.10, 7.2.2.11; reference §5.8, §5.9). The
/// roster's revision says what a subscriber has not been told, so changes coalesce without being
/// stored.
final class Notifying {
  private Notifying() {}

  static void rosterMoved(Turn t) {
    for (Subscription subscription : t.focus().subscriptions().values()) {
      offer(t, subscription);
    }
  }

  /// Tells the subscriber now, or when the interval is over, or when its last NOTIFY is answered.
  static void offer(Turn t, Subscription s) {
    if (!s.live()
        || Referrals.isReferral(s)
        || s.dialog().outstanding() != null
        || !s.dialog().queue().isEmpty()) {
      return;
    }
    if (!s.full() && s.told() >= t.revision()) {
      return;
    }
    Duration wait = waiting(t, s);
    if (!wait.isPositive()) {
      Outgoing.queue(t, s, new Intent.Notify());
    } else if (!t.focus().timers().containsKey(TimerNames.NOTIFY + s.tag())) {
      t.setTimer(TimerNames.NOTIFY + s.tag(), wait);
    }
  }

  private static Duration waiting(Turn t, Subscription s) {
    Instant last = s.notifiedAt();
    return last == null
        ? Duration.ZERO
        : Duration.between(t.at(), last.plus(t.policy().notifyInterval()));
  }

  /// The timer of [#offer] fired.
  static void due(Turn t, String tag) {
    Subscription subscription = t.focus().subscriptions().get(tag);
    if (subscription != null) {
      offer(t, subscription);
    }
  }

  /// Everybody gets a full document next: something has to disappear that a partial one cannot
  /// name.
  static void tellAllInFull(Turn t) {
    for (Subscription s : t.focus().subscriptions().values()) {
      if (s.live()) {
        t.apply(new Event.SubscriptionSignalled(s.inFull()));
      }
    }
  }

  /// Ends a user's subscriptions (reference §5.7-4).
  static void endAll(Turn t, ImAddress subscriber, TerminationReason reason) {
    for (Subscription s : t.focus().subscriptions().values()) {
      if (s.subscriber().equals(subscriber)) {
        end(t, s, reason);
      }
    }
  }

  /// S is gone, and what was subscribed to under its name with it. A group's subscribers read that
  /// nothing runs.
  static void sessionEnded(Turn t, SessionHead ended) {
    for (Subscription s : t.focus().subscriptions().values()) {
      if (ended.group() == null || s.entity().equals(ended.session())) {
        end(t, s, TerminationReason.NORESOURCE);
      } else if (s.live()) {
        t.apply(new Event.SubscriptionSignalled(s.inFull()));
        offer(t, t.subscription(s.tag()));
      }
    }
  }

  /// A referral's ends with its matter.
  static void end(Turn t, Subscription s, TerminationReason reason) {
    if (!s.live() || Referrals.isReferral(s)) {
      return;
    }
    t.clearTimer(TimerNames.EXPIRY + s.tag());
    t.clearTimer(TimerNames.NOTIFY + s.tag());
    Subscription ending = s.ending(reason);
    t.apply(new Event.SubscriptionEnding(ending));
    Outgoing.queue(t, ending, new Intent.Notify());
  }

  /// The NOTIFY has its final response, or will have none.
  static void answered(Turn t, Subscription s, int status) {
    if (status / 100 != 2 || s.ended() || isLastReport(s)) {
      forget(t, s.tag());
      return;
    }
    Outgoing.finished(t, s);
    Outgoing.pump(t, s.tag());
    offer(t, t.subscription(s.tag()));
  }

  private static boolean isLastReport(Subscription s) {
    Outstanding request = s.dialog().outstanding();
    return request != null && request.intent() instanceof Intent.Report report && report.last();
  }

  static void received(Turn t, Subscription s, SipResponse r) {
    if (r.status() >= 200) {
      answered(t, s, r.status());
    }
  }

  static void forget(Turn t, String tag) {
    TimerNames.clearSubscription(t, tag);
    t.apply(new Event.SubscriptionForgotten(tag));
  }

  static SipHeaders headers(Turn t, Subscription s) {
    int left = (int) Math.max(0, Duration.between(t.at(), s.expiresAt()).toSeconds());
    return Headers.notifier(s.entity(), Subscribing.identity(t, s.entity()))
        .event(s.event())
        .subscriptionState(
            s.ending() == null
                ? SubscriptionState.active(left)
                : SubscriptionState.terminated(s.ending()))
        .build();
  }

  static SipContent content(Turn t, Subscription s) {
    boolean rejected = s.ending() == TerminationReason.REJECTED;
    return rejected
        ? SipContent.NONE
        : new SipContent.ConferenceState(
            RosterDocument.of(t.focus(), s, Admission.mostParticipants(t)));
  }
}
