package org.parlour.conference.state;

import org.parlour.conference.state.Event.LegEvent;
import org.parlour.conference.state.Event.PagerEvent;
import org.parlour.conference.state.Event.SubscriptionEvent;

/// `evolve`: the state after an event.
public final class Evolution {
  private Evolution() {}

  public static Aggregate evolve(Aggregate state, Event event) {
    return switch (state) {
      case Focus focus -> evolve(focus, event);
      case ServedUser user -> evolve(user, event);
      case PagerFanout fanout -> evolve(fanout, event);
      case UpstreamSubscription subscription -> evolve(subscription, event);
    };
  }

  private static ServedUser evolve(ServedUser user, Event event) {
    return switch (event) {
      case Event.UserRegistered e -> user.with(e.registration()).withTimers(e.timers());
      case Event.PolicyChanged e -> user.with(e.policy());
      case Event.WatchChanged e ->
          user.withWatches(user.watches().with(e.watch().tag(), e.watch()));
      case Event.WatchForgotten e -> user.withWatches(user.watches().without(e.tag()));
      case Event.TimerSet e -> user.withTimers(user.timers().with(e.timer().name(), e.timer()));
      case Event.TimerCleared e -> user.withTimers(user.timers().without(e.name()));
      case Event other -> user;
    };
  }

  private static UpstreamSubscription evolve(UpstreamSubscription subscription, Event event) {
    PartMap<Timer> timers = subscription.timers();
    return switch (event) {
      case Event.SubscriberChanged e -> subscription.with(e.subscriber());
      case Event.TimerSet e -> subscription.withTimers(timers.with(e.timer().name(), e.timer()));
      case Event.TimerCleared e -> subscription.withTimers(timers.without(e.name()));
      case Event other -> subscription;
    };
  }

  public static PagerFanout evolve(PagerFanout fanout, Event event) {
    PartMap<Timer> timers = fanout.timers();
    if (event instanceof PagerEvent e) {
      return new PagerFanout(fanout.key(), fanout.fanouts().after(e), timers);
    }
    if (event instanceof Event.TimerSet(Timer timer)) {
      return new PagerFanout(fanout.key(), fanout.fanouts(), timers.with(timer.name(), timer));
    }
    return event instanceof Event.TimerCleared(String name)
        ? new PagerFanout(fanout.key(), fanout.fanouts(), timers.without(name))
        : fanout;
  }

  public static Focus evolve(Focus focus, Event event) {
    return switch (event) {
      case Event.SessionCreated e -> focus.with(e.session()).withUsers(PartMap.empty());
      case Event.SessionActivated e -> focus.with(e.session());
      case Event.SessionNoted e -> focus.with(e.session());
      case Event.SessionMoved e -> focus.with(e.session());
      case Event.SessionEnded e -> focus.with(e.session());
      case Event.CountersMoved e -> focus.with(e.head());
      case Event.RequestParked e ->
          focus.withParked(
              focus.parked().with(e.parked().request().transaction().value(), e.parked()));
      case Event.RequestReleased e ->
          focus.withParked(focus.parked().without(e.transaction().value()));
      case Event.DocumentStored e -> focus.with(e.document());
      case Event.DocumentRemoved e -> focus.with((StoredDocument) null);
      case Event.RosterChanged e -> focus.withUsers(focus.users().with(e.user().key(), e.user()));
      case LegEvent e -> focus.withLegs(focus.legs().with(e.leg().tag(), e.leg()));
      case Event.LegForgotten e -> focus.withLegs(focus.legs().without(e.tag()));
      case SubscriptionEvent e ->
          focus.withSubscriptions(
              focus.subscriptions().with(e.subscription().tag(), e.subscription()));
      case Event.SubscriptionForgotten e ->
          focus.withSubscriptions(focus.subscriptions().without(e.tag()));
      case Event.AnswerKept e ->
          focus.withRecent(
              focus.recent().with(e.answer().answer().transaction().value(), e.answer()));
      case Event.AnswerForgotten e -> focus.withRecent(focus.recent().without(e.transaction()));
      case PagerEvent e -> focus.with(focus.pagers().after(e));
      case Event.TimelineChanged e -> focus.withTimeline(e.timeline());
      case Event.TimerSet e -> focus.withTimers(focus.timers().with(e.timer().name(), e.timer()));
      case Event.TimerCleared e -> focus.withTimers(focus.timers().without(e.name()));
      case Event.FocusForgotten e -> Focus.empty(focus.key());
      case Event.UserRegistered e -> focus;
      case Event.WatchChanged e -> focus;
      case Event.WatchForgotten e -> focus;
      case Event.SubscriberChanged e -> focus;
      case Event.PolicyChanged e -> focus;
    };
  }
}
