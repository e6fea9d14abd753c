package org.parlour.conference.pager;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Fanouts;
import org.parlour.conference.state.PagerFanout;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;

/// One decision about a message to a list.
final class ListPagerTurn implements PagerTurn {
  private final ConferencePolicy policy;
  private final Users users;
  private final Instant at;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private PagerFanout fanout;

  ListPagerTurn(PagerFanout fanout, Instant at, ConferencePolicy policy, Users users) {
    this.fanout = fanout;
    this.at = at;
    this.policy = policy;
    this.users = users;
  }

  @Override
  public AggregateKey key() {
    return fanout.key();
  }

  @Override
  public Instant at() {
    return at;
  }

  @Override
  public ConferencePolicy policy() {
    return policy;
  }

  @Override
  public Users users() {
    return users;
  }

  @Override
  public Fanouts fanouts() {
    return fanout.fanouts();
  }

  @Override
  public void apply(Event event) {
    events.add(event);
    fanout = Evolution.evolve(fanout, event);
  }

  @Override
  public void emit(Effect effect) {
    effects.add(effect);
  }

  @Override
  public void answer(SipRequest r, int status, SipHeaders headers) {
    String tag = Derived.token("", r.transaction().value(), 0);
    emit(Effects.answer(key(), r, status, tag, headers));
  }

  /// The due time tells one setting from another.
  @Override
  public void setTimer(String name, Duration delay) {
    Instant due = at.plus(delay);
    apply(new Event.TimerSet(new Timer(name, due.toEpochMilli(), due)));
  }

  @Nullable Timer timer(String name) {
    return fanout.timers().get(name);
  }

  void clearTimer(String name) {
    apply(new Event.TimerCleared(name));
  }

  Decision finish() {
    return events.isEmpty() && effects.isEmpty() ? Decision.NOTHING : new Decision(events, effects);
  }
}
