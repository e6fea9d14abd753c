package org.parlour.conference;

import java.util.List;
import org.parlour.conference.controlling.FocusDecider;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.participating.ServedUserDecider;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.PagerFanout;
import org.parlour.conference.state.ServedUser;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;

/// The pure core: no clock, no random, no tables. The same state, input and policy give the same
/// decision, down to every id.
public final class ConferenceCore {
  private ConferenceCore() {}

  public static Decision decide(Aggregate state, SignallingInput input, ConferencePolicy policy) {
    return switch (state) {
      case Focus focus -> FocusDecider.decide(focus, input, policy);
      case ServedUser user -> ServedUserDecider.decide(user, input);
      case PagerFanout fanout -> refuse(fanout, input);
    };
  }

  public static Aggregate evolve(Aggregate state, Event event) {
    return Evolution.evolve(state, event);
  }

  /// The MESSAGE URI-list service is switched off (8.3.1.1.1-1, D-07).
  private static Decision refuse(PagerFanout fanout, SignallingInput input) {
    if (!(input instanceof SipRequest r) || !(r.method() instanceof SipMethod.Message)) {
      return Decision.NOTHING;
    }
    ImError error =
        r.originator() == null
            ? ImError.ORIGINATOR_NOT_AUTHORIZED
            : ImError.LIST_SERVICE_NOT_SUPPORTED;
    SendAnswer answer =
        new SendAnswer(
            fanout.key(),
            r.transaction(),
            r.replyTo(),
            r.skeleton(),
            error.sipStatus(),
            Derived.token("", r.transaction().value(), 0),
            SipHeaders.builder().warning(error.warning()).build(),
            SipContent.NONE,
            List.of());
    return new Decision(List.of(), List.of(new Effect.ToEdge(r.replyTo().edge(), answer)));
  }
}
