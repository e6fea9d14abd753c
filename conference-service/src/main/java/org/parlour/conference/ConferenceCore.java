package org.parlour.conference;

import org.parlour.conference.controlling.FocusDecider;
import org.parlour.conference.pager.ListPagerDecider;
import org.parlour.conference.participating.ServedUserDecider;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.PagerFanout;
import org.parlour.conference.state.ServedUser;
import org.parlour.contracts.signalling.SignallingInput;

/// The pure core: no clock, no random, no tables. The same state, input and policy give the same
/// decision, down to every id.
public final class ConferenceCore {
  private ConferenceCore() {}

  public static Decision decide(Aggregate state, SignallingInput input, ConferencePolicy policy) {
    return switch (state) {
      case Focus focus -> FocusDecider.decide(focus, input, policy);
      case ServedUser user -> ServedUserDecider.decide(user, input);
      case PagerFanout fanout -> ListPagerDecider.decide(fanout, input, policy);
    };
  }

  public static Aggregate evolve(Aggregate state, Event event) {
    return Evolution.evolve(state, event);
  }
}
