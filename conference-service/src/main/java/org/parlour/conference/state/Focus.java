package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// A focus (RFC 4579): the one of an ad-hoc session, keyed by S, or that of a group, keyed by G,
/// which outlives its sessions.
///
/// @param document null for an ad-hoc session and for a URI that is no group
/// @param session null when there was none yet
/// @param legs by tag
/// @param users by canonical address
/// @param subscriptions by tag
/// @param recent by transaction
/// @param parked by transaction
/// @param pagers messages to G or S that are on their way
/// @param timeline of the running session; null while there is none
public record Focus(
    AggregateKey key,
    FocusHead head,
    @Nullable StoredDocument document,
    @Nullable SessionHead session,
    PartMap<Leg> legs,
    PartMap<RosterUser> users,
    PartMap<Subscription> subscriptions,
    PartMap<RecentAnswer> recent,
    PartMap<ParkedRequest> parked,
    Fanouts pagers,
    PartMap<Timer> timers,
    @Nullable Timeline timeline)
    implements Aggregate {

  public static Focus empty(AggregateKey key) {
    return new Focus(
        key,
        FocusHead.NEW,
        null,
        null,
        PartMap.empty(),
        PartMap.empty(),
        PartMap.empty(),
        PartMap.empty(),
        PartMap.empty(),
        Fanouts.NONE,
        PartMap.empty(),
        null);
  }

  /// Whether nothing but a past session is left.
  @Override
  public boolean isEmpty() {
    return document == null
        && (session == null || !session.running())
        && legs.isEmpty()
        && subscriptions.isEmpty()
        && recent.isEmpty()
        && parked.isEmpty()
        && pagers.isEmpty();
  }

  /// The running session, or null.
  public @Nullable SessionHead running() {
    return session != null && session.running() ? session : null;
  }

  /// Whether a device of the user's takes part, on hold or not.
  public boolean isConnected(RosterUser user) {
    for (String tag : user.legs()) {
      Leg leg = legs.get(tag);
      if (leg != null && leg.connected()) {
        return true;
      }
    }
    return false;
  }

  /// How many users take part.
  public int connected() {
    return users.count(this::isConnected);
  }

  Focus with(FocusHead now) {
    return new Focus(
        key,
        now,
        document,
        session,
        legs,
        users,
        subscriptions,
        recent,
        parked,
        pagers,
        timers,
        timeline);
  }

  Focus with(@Nullable StoredDocument now) {
    return new Focus(
        key,
        head,
        now,
        session,
        legs,
        users,
        subscriptions,
        recent,
        parked,
        pagers,
        timers,
        timeline);
  }

  Focus with(SessionHead now) {
    return new Focus(
        key,
        head,
        document,
        now,
        legs,
        users,
        subscriptions,
        recent,
        parked,
        pagers,
        timers,
        timeline);
  }

  Focus withLegs(PartMap<Leg> now) {
    return new Focus(
        key,
        head,
        document,
        session,
        now,
        users,
        subscriptions,
        recent,
        parked,
        pagers,
        timers,
        timeline);
  }

  Focus withUsers(PartMap<RosterUser> now) {
    return new Focus(
        key,
        head,
        document,
        session,
        legs,
        now,
        subscriptions,
        recent,
        parked,
        pagers,
        timers,
        timeline);
  }

  Focus withSubscriptions(PartMap<Subscription> now) {
    return new Focus(
        key, head, document, session, legs, users, now, recent, parked, pagers, timers, timeline);
  }

  Focus withRecent(PartMap<RecentAnswer> now) {
    return new Focus(
        key,
        head,
        document,
        session,
        legs,
        users,
        subscriptions,
        now,
        parked,
        pagers,
        timers,
        timeline);
  }

  Focus withParked(PartMap<ParkedRequest> now) {
    return new Focus(
        key,
        head,
        document,
        session,
        legs,
        users,
        subscriptions,
        recent,
        now,
        pagers,
        timers,
        timeline);
  }

  Focus with(Fanouts now) {
    return new Focus(
        key,
        head,
        document,
        session,
        legs,
        users,
        subscriptions,
        recent,
        parked,
        now,
        timers,
        timeline);
  }

  Focus withTimers(PartMap<Timer> now) {
    return new Focus(
        key,
        head,
        document,
        session,
        legs,
        users,
        subscriptions,
        recent,
        parked,
        pagers,
        now,
        timeline);
  }

  Focus withTimeline(@Nullable Timeline now) {
    return new Focus(
        key,
        head,
        document,
        session,
        legs,
        users,
        subscriptions,
        recent,
        parked,
        pagers,
        timers,
        now);
  }
}
