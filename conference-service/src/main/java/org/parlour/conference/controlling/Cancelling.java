package org.parlour.conference.controlling;

import org.parlour.conference.state.Leg;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;

/// The inviter gives up (D-31), or the edge gave up on our answer.
final class Cancelling {
  private static final int REQUEST_TERMINATED = 487;

  private Cancelling() {}

  /// The edge has answered the CANCEL. It changes nothing when the INVITE has its final answer.
  static void received(Turn t, SipRequest r) {
    Leg inviter = InviteAnswers.waiting(t);
    if (inviter != null
        && inviter.pending() != null
        && inviter.pending().transaction().equals(r.transaction())) {
      cancelled(t, inviter);
    } else {
      Parking.cancelled(t, r);
      LargeGroupMessages.cancelled(t, r);
    }
  }

  /// 487 to the inviter, CANCEL to everybody who rings, no session.
  static void cancelled(Turn t, Leg inviter) {
    InviteAnswers.refuseInviter(t, inviter, REQUEST_TERMINATED, SipHeaders.NONE);
    if (t.focus().running() != null) {
      Leaving.end(t, null);
    }
  }
}
