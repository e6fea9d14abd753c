package org.parlour.conference.state;

import java.util.function.Consumer;
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
    return changed(draft -> draft.head = now);
  }

  Focus with(@Nullable StoredDocument now) {
    return changed(draft -> draft.document = now);
  }

  Focus with(SessionHead now) {
    return changed(draft -> draft.session = now);
  }

  Focus withLegs(PartMap<Leg> now) {
    return changed(draft -> draft.legs = now);
  }

  Focus withUsers(PartMap<RosterUser> now) {
    return changed(draft -> draft.users = now);
  }

  Focus withSubscriptions(PartMap<Subscription> now) {
    return changed(draft -> draft.subscriptions = now);
  }

  Focus withRecent(PartMap<RecentAnswer> now) {
    return changed(draft -> draft.recent = now);
  }

  Focus withParked(PartMap<ParkedRequest> now) {
    return changed(draft -> draft.parked = now);
  }

  Focus with(Fanouts now) {
    return changed(draft -> draft.pagers = now);
  }

  Focus withTimers(PartMap<Timer> now) {
    return changed(draft -> draft.timers = now);
  }

  Focus withTimeline(@Nullable Timeline now) {
    return changed(draft -> draft.timeline = now);
  }

  private Focus changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.focus();
  }

  /// A focus while a part of it changes.
  private static final class Draft {
    private final AggregateKey key;
    private FocusHead head;
    private @Nullable StoredDocument document;
    private @Nullable SessionHead session;
    private PartMap<Leg> legs;
    private PartMap<RosterUser> users;
    private PartMap<Subscription> subscriptions;
    private PartMap<RecentAnswer> recent;
    private PartMap<ParkedRequest> parked;
    private Fanouts pagers;
    private PartMap<Timer> timers;
    private @Nullable Timeline timeline;

    private Draft(Focus origin) {
      this.key = origin.key;
      this.head = origin.head;
      this.document = origin.document;
      this.session = origin.session;
      this.legs = origin.legs;
      this.users = origin.users;
      this.subscriptions = origin.subscriptions;
      this.recent = origin.recent;
      this.parked = origin.parked;
      this.pagers = origin.pagers;
      this.timers = origin.timers;
      this.timeline = origin.timeline;
    }

    private Focus focus() {
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
          timeline);
    }
  }
}
