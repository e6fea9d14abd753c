package org.parlour.conference.participating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.DocumentWatch;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.ServedUser;
import org.parlour.conference.state.Timer;

/// One decision about a served user being made. Lives for one call and never leaves it.
final class UserTurn {
  private final ConferencePolicy policy;
  private final Instant at;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private ServedUser user;

  UserTurn(ServedUser user, Instant at, ConferencePolicy policy) {
    this.user = user;
    this.at = at;
    this.policy = policy;
  }

  ServedUser user() {
    return user;
  }

  Instant at() {
    return at;
  }

  ConferencePolicy policy() {
    return policy;
  }

  @Nullable DocumentWatch watch(@Nullable String tag) {
    return tag == null ? null : user.watches().get(tag);
  }

  void apply(Event event) {
    events.add(event);
    user = (ServedUser) Evolution.evolve(user, event);
  }

  void store(DocumentWatch watch) {
    apply(new Event.WatchChanged(watch));
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  List<Effect> effects() {
    return effects;
  }

  /// A timer that is set again has another time, and with it another generation.
  void setTimer(String name, Duration delay) {
    Instant due = at.plus(delay);
    apply(new Event.TimerSet(new Timer(name, due.toEpochMilli(), due)));
  }

  void clearTimer(String name) {
    if (user.timers().containsKey(name)) {
      apply(new Event.TimerCleared(name));
    }
  }

  Decision finish() {
    return events.isEmpty() && effects.isEmpty() ? Decision.NOTHING : new Decision(events, effects);
  }
}
