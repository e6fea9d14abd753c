package org.parlour.conference.controlling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Evolution;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.FocusHead;
import org.parlour.conference.state.Happening;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.Subscription;
import org.parlour.conference.state.Timeline;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.history.HistoryCommand;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.protocol.address.ImAddress;

/// One decision being made: the state as the facts so far leave it, and what is to be done. Lives
/// for one call and never leaves it, so the decision as a whole is a pure function.
final class Turn {
  private final ConferencePolicy policy;
  private final Users users;
  private final Instant at;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final Focus before;
  private Focus focus;
  private FocusHead head;

  /// @param random of the request; used when the focus has no seed yet
  Turn(Focus focus, Instant at, ConferencePolicy policy, Users users, byte @Nullable [] random) {
    this.focus = focus;
    this.at = at;
    this.policy = policy;
    this.users = users;
    this.before = focus;
    this.head =
        focus.head().seed().isEmpty() && random != null
            ? new FocusHead(Derived.seed(random), focus.head().counter(), focus.head().revision())
            : focus.head();
  }

  Focus focus() {
    return focus;
  }

  AggregateKey key() {
    return focus.key();
  }

  Instant at() {
    return at;
  }

  ConferencePolicy policy() {
    return policy;
  }

  /// What is known of users.
  Users users() {
    return users;
  }

  /// The running session. Only procedures that made sure of it ask.
  SessionHead session() {
    SessionHead session = focus.running();
    if (session == null) {
      throw new IllegalStateException(focus.key() + ": no running session");
    }
    return session;
  }

  /// The leg as it now is.
  Leg leg(String tag) {
    Leg leg = focus.legs().get(tag);
    if (leg == null) {
      throw new IllegalStateException(focus.key() + ": no leg " + tag);
    }
    return leg;
  }

  Subscription subscription(String tag) {
    Subscription subscription = focus.subscriptions().get(tag);
    if (subscription == null) {
      throw new IllegalStateException(focus.key() + ": no subscription " + tag);
    }
    return subscription;
  }

  RosterUser user(String key) {
    RosterUser user = focus.users().get(key);
    if (user == null) {
      throw new IllegalStateException(focus.key() + ": no user " + key);
    }
    return user;
  }

  /// The members of the group's document, by canonical address; empty without a document.
  Map<ImAddress, GroupDocument.Member> members() {
    return focus.document() == null ? Map.of() : focus.document().members();
  }

  void apply(Event event) {
    events.add(event);
    focus = Evolution.evolve(focus, event);
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  List<Effect> effects() {
    return effects;
  }

  void archive(HistoryCommand command) {
    effects.add(new Effect.ToHistory(command));
  }

  /// Notes what no event tells.
  void happened(Happening.Kind kind, @Nullable ImAddress who, @Nullable String detail) {
    happenings.add(new Happening(at, kind, who, detail));
  }

  /// What nobody outside knows.
  String seed() {
    return head.seed();
  }

  /// A new token of 128 bits.
  String token(String purpose) {
    return Derived.token(head.seed(), purpose, count());
  }

  long number(String purpose) {
    return Derived.number(head.seed(), purpose, count());
  }

  private long count() {
    head = new FocusHead(head.seed(), head.counter() + 1, head.revision());
    return head.counter();
  }

  long revision() {
    return head.revision();
  }

  /// Puts the user on the roster as it now is; subscribers will be told.
  void roster(RosterUser user) {
    head = new FocusHead(head.seed(), head.counter(), head.revision() + 1);
    apply(new Event.RosterChanged(user.at(head.revision())));
  }

  /// Something about the user that subscribers see has changed elsewhere.
  void touch(String userKey) {
    roster(user(userKey));
  }

  boolean rosterMoved() {
    return head.revision() != before.head().revision();
  }

  void setTimer(String name, Duration delay) {
    apply(new Event.TimerSet(new Timer(name, count(), at.plus(delay))));
  }

  void clearTimer(String name) {
    if (focus.timers().containsKey(name)) {
      apply(new Event.TimerCleared(name));
    }
  }

  /// Tells subscribers, closes the books, and forgets a focus that has nothing left.
  Decision finish() {
    if (rosterMoved()) {
      Notifying.rosterMoved(this);
    }
    if (events.isEmpty() && effects.isEmpty()) {
      return Decision.NOTHING;
    }
    Timeline timeline = Happenings.timeline(before, focus, events, happenings, at);
    if (timeline != focus.timeline()) {
      apply(new Event.TimelineChanged(timeline));
    }
    if (focus.isEmpty()) {
      if (!events.isEmpty()) {
        apply(new Event.FocusForgotten());
      }
    } else if (!head.equals(focus.head())) {
      apply(new Event.CountersMoved(head));
    }
    return new Decision(events, effects);
  }
}
