package org.parlour.conference.pager;

import java.time.Duration;
import java.time.Instant;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Fanouts;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;

/// One decision of an aggregate that may have pager messages on their way: what the state is now,
/// and where facts, effects and answers go.
public interface PagerTurn {
  AggregateKey key();

  Instant at();

  ConferencePolicy policy();

  /// What is known of users.
  Users users();

  Fanouts fanouts();

  void apply(Event event);

  void emit(Effect effect);

  /// A final answer without a body.
  void answer(SipRequest request, int status, SipHeaders headers);

  void setTimer(String name, Duration delay);
}
