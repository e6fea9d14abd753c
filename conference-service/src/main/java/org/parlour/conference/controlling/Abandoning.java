package org.parlour.conference.controlling;

import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;

/// The edge answered 503 in our place: what the request did is undone (architecture §5).
final class Abandoning {
  private Abandoning() {}

  static void received(Turn t, AnswerAbandoned abandoned) {
    TransactionId transaction = abandoned.transaction();
    Parking.forget(t, transaction);
    Leg leg = t.focus().legs().first(l -> isOf(l, transaction));
    Subscription subscription =
        t.focus().subscriptions().first(s -> s.created().equals(transaction));
    if (leg != null && leg.pending() != null) {
      waiting(t, leg);
    } else if (leg != null) {
      Acknowledging.giveUp(t, leg);
    } else if (subscription != null && subscription.nextVersion() <= 1) {
      Notifying.forget(t, subscription.tag());
    }
  }

  private static void waiting(Turn t, Leg inviter) {
    Leaving.offRoster(t, inviter, DisconnectionMethod.FAILED);
    Leaving.forget(t, inviter.tag());
    if (t.focus().running() != null) {
      Leaving.end(t, null);
    }
  }

  private static boolean isOf(Leg leg, TransactionId transaction) {
    return (leg.pending() != null && leg.pending().transaction().equals(transaction))
        || (leg.awaitedAck() != null && leg.awaitedAck().transaction().equals(transaction));
  }
}
