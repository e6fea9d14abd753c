package org.parlour.conference.controlling;

import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Focus;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.SwitchLeft;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;

/// `decide` of a focus.
public final class FocusDecider {
  private FocusDecider() {}

  public static Decision decide(
      Focus focus, SignallingInput input, ConferencePolicy policy, Users users) {
    byte[] random = input instanceof SipRequest r ? r.seed() : null;
    Turn t = new Turn(focus, input.at(), policy, users, random);
    switch (input) {
      case SipRequest r -> Requests.received(t, r);
      case SipResponse r -> Responses.received(t, r);
      case RequestFailed f -> Responses.failed(t, f);
      case AnswerAbandoned a -> Abandoning.received(t, a);
      case TimerFired f -> Timing.fired(t, f);
      case MediaEvent e -> MediaEvents.received(t, e);
      case GroupDocument d -> Documents.changed(t, d);
      case UserPolicy p -> {}
      case DocumentChanged d -> {}
      case DocumentsFound d -> {}
      case UpstreamWatch w -> {}
      case SwitchLeft s -> Moving.left(t, s);
      case OperatorRequest o -> OperatorRequests.received(t, o);
    }
    return t.finish();
  }
}
