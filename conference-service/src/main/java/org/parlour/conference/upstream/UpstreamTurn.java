package org.parlour.conference.upstream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Subscriber;
import org.parlour.conference.state.Timer;
import org.parlour.conference.state.UpstreamSubscription;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.xdm.UpstreamNotice;

/// One decision about a subscription of ours being made. Lives for one call and never leaves it.
final class UpstreamTurn {
  private final Instant at;
  private final ConferencePolicy policy;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private UpstreamSubscription subscription;

  UpstreamTurn(UpstreamSubscription subscription, Instant at, ConferencePolicy policy) {
    this.subscription = subscription;
    this.at = at;
    this.policy = policy;
  }

  AggregateKey key() {
    return subscription.key();
  }

  Instant at() {
    return at;
  }

  ImDomain domain() {
    return policy.domain();
  }

  @Nullable Subscriber subscriber() {
    return subscription.subscriber();
  }

  void store(Subscriber now) {
    apply(new Event.SubscriberChanged(now));
  }

  /// What still comes of it is nobody's.
  void forget() {
    for (Timer timer : subscription.timers().values()) {
      clearTimer(timer.name());
    }
    apply(new Event.SubscriberChanged(null));
  }

  private void apply(Event event) {
    events.add(event);
    subscription = (UpstreamSubscription) Evolution.evolve(subscription, event);
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void answer(SipRequest r, int status, SipHeaders headers) {
    emit(Effects.answer(key(), r, status, Effects.tag(r), headers));
  }

  /// The document is to be asked for, and will be told of until then.
  void notice(Instant until) {
    emit(new Effect.ToXdm(new UpstreamNotice(at, key().upstreamSubject(), until)));
  }

  @Nullable Timer timer(String name) {
    return subscription.timers().get(name);
  }

  /// A timer that is set again has another time, and with it another generation.
  void setTimer(String name, Duration delay) {
    Instant due = at.plus(delay);
    apply(new Event.TimerSet(new Timer(name, due.toEpochMilli(), due)));
  }

  void clearTimer(String name) {
    if (timer(name) != null) {
      apply(new Event.TimerCleared(name));
    }
  }

  Decision finish() {
    return events.isEmpty() && effects.isEmpty() ? Decision.NOTHING : new Decision(events, effects);
  }
}
