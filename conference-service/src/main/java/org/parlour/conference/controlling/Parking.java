package org.parlour.conference.controlling;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.ParkedRequest;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.xdm.UpstreamQuestion;
import org.parlour.protocol.address.ImAddress;

/// Requests for a group that is unknown here wait while an upstream XDMS is asked (architecture
/// §4). Its answer, or the end of the patience, lets them go on as if they came then.
final class Parking {
  private static final int REQUEST_TERMINATED = 487;

  /// Of one group: what waits is kept in the state.
  private static final int MOST = 100;

  private Parking() {}

  /// Whether the request has to wait, and was parked.
  static boolean parks(Turn t, SipRequest r) {
    Duration patience = t.policy().upstreamWait();
    if (patience == null || t.focus().document() != null || !mayBeAnswered(t, r)) {
      return false;
    }
    if (t.focus().parked().size() >= MOST) {
      Answers.refuse(t, r, ImError.OVERLOAD);
      return true;
    }
    t.apply(new Event.RequestParked(new ParkedRequest(r)));
    if (!t.focus().timers().containsKey(TimerNames.UPSTREAM)) {
      t.setTimer(TimerNames.UPSTREAM, patience);
      t.emit(new Effect.ToXdm(new UpstreamQuestion.ResolveGroup(t.at(), group(t))));
    }
    return true;
  }

  /// Whether it would be another answer if the group were known.
  private static boolean mayBeAnswered(Turn t, SipRequest r) {
    return switch (r.method()) {
      case SipMethod.Invite _, SipMethod.Subscribe _, SipMethod.Message _, SipMethod.Refer _ ->
          t.policy().domain().owns(r.requestUri())
              && !t.policy().domain().isFactory(r.requestUri())
              && !t.policy().domain().isSession(r.requestUri());
      case SipMethod.Bye _,
          SipMethod.Update _,
          SipMethod.Notify _,
          SipMethod.Register _,
          SipMethod.Publish _,
          SipMethod.Ack _,
          SipMethod.Cancel _ ->
          false;
    };
  }

  private static ImAddress group(Turn t) {
    return ImAddress.parse(t.key().value());
  }

  /// A retransmission of one that waits: whoever read it last will be given the answer.
  static boolean repeated(Turn t, SipRequest r) {
    if (!t.focus().parked().containsKey(r.transaction().value())) {
      return false;
    }
    t.apply(new Event.RequestParked(new ParkedRequest(r)));
    return true;
  }

  /// Now it is known whether there is such a group, or nobody waits any longer.
  static void release(Turn t) {
    List<SipRequest> waiting =
        t.focus().parked().values().stream()
            .map(ParkedRequest::request)
            .sorted(Comparator.comparing(SipRequest::at))
            .toList();
    t.clearTimer(TimerNames.UPSTREAM);
    waiting.forEach(r -> t.apply(new Event.RequestReleased(r.transaction())));
    waiting.forEach(r -> Requests.decided(t, r));
  }

  /// The caller does not want it any more; the edge has answered the CANCEL.
  static void cancelled(Turn t, SipRequest cancel) {
    ParkedRequest parked = t.focus().parked().get(cancel.transaction().value());
    if (parked != null) {
      forget(t, cancel.transaction());
      Answers.refuse(t, parked.request(), REQUEST_TERMINATED, SipHeaders.NONE);
    }
  }

  /// Nobody waits for an answer to it any more.
  static void forget(Turn t, TransactionId transaction) {
    if (t.focus().parked().containsKey(transaction.value())) {
      t.apply(new Event.RequestReleased(transaction));
    }
  }
}
