package org.parlour.conference.participating;

import org.parlour.conference.pager.Fanout;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.TimerFired;

/// What concerns a user's subscriptions to its documents.
final class Watches {
  private Watches() {}

  static void received(UserTurn t, SignallingInput input) {
    switch (input) {
      case SipRequest r when r.method() instanceof SipMethod.Subscribe subscribe ->
          Watching.subscribed(t, r, subscribe);
      case DocumentsFound d -> Telling.found(t, d);
      case DocumentChanged d -> Telling.changed(t, d);
      case SipResponse r -> Telling.received(t, r);
      case RequestFailed f -> Telling.answered(t, f.request(), Fanout.statusOf(f.cause()));
      case AnswerAbandoned a -> Telling.abandoned(t, a);
      case TimerFired f -> WatchTimers.fired(t, f);
      case SignallingInput other -> {}
    }
  }
}
