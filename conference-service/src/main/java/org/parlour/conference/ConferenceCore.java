package org.parlour.conference;

import org.parlour.conference.controlling.FocusDecider;
import org.parlour.conference.pager.ListPagerDecider;
import org.parlour.conference.participating.ServedUserDecider;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.PagerFanout;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.UpstreamSubscription;
import org.parlour.conference.upstream.UpstreamDecider;
import org.parlour.contracts.signalling.SignallingInput;

/// The pure core: no clock, no random, no look-ups. The same state, input, policy and users give
/// the same decision, down to every id.
public final class ConferenceCore {
  private ConferenceCore() {}

  /// Where nothing is known of users.
  public static Decision decide(Aggregate state, SignallingInput input, ConferencePolicy policy) {
    return decide(state, input, policy, Users.OPEN);
  }

  public static Decision decide(
      Aggregate state, SignallingInput input, ConferencePolicy policy, Users users) {
    return switch (state) {
      case Focus focus -> FocusDecider.decide(focus, input, policy, users);
      case ServedUser user -> ServedUserDecider.decide(user, input, policy);
      case PagerFanout fanout -> ListPagerDecider.decide(fanout, input, policy, users);
      case UpstreamSubscription subscription -> UpstreamDecider.decide(subscription, input, policy);
    };
  }

  public static Aggregate evolve(Aggregate state, Event event) {
    return Evolution.evolve(state, event);
  }
}
