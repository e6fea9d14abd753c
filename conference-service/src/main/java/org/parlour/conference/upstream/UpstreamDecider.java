package org.parlour.conference.upstream;

import java.util.List;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.pager.Fanout;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.UpstreamSubscription;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.sip.SipHeaders;

/// `decide` of a subscription of ours. Whatever a notifier tells is a reason to ask for the
/// document; while none tells, it is asked for from time to time by whoever keeps it.
public final class UpstreamDecider {
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final List<String> ALLOW = List.of("NOTIFY");

  private UpstreamDecider() {}

  public static Decision decide(
      UpstreamSubscription subscription, SignallingInput input, ConferencePolicy policy) {
    UpstreamTurn t = new UpstreamTurn(subscription, input.at(), policy);
    switch (input) {
      case UpstreamWatch w -> Asking.wanted(t, w);
      case SipResponse r -> Asking.responded(t, r);
      case RequestFailed f -> Asking.refused(t, f.request(), Fanout.statusOf(f.cause()), null);
      case TimerFired f -> Asking.fired(t, f);
      case SipRequest r when r.method() instanceof SipMethod.Notify notify ->
          Hearing.notified(t, r, notify);
      case SipRequest r
          when !(r.method() instanceof SipMethod.Ack || r.method() instanceof SipMethod.Cancel) ->
          t.answer(r, METHOD_NOT_ALLOWED, SipHeaders.builder().allow(ALLOW).build());
      case SignallingInput other -> {}
    }
    return t.finish();
  }
}
