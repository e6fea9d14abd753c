package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;

/// An aggregate as the small parts that a store keeps, and back.
public final class Parts {
  private static final String FOCUS = "focus";
  private static final String SESSION = "session";
  /// Of a group.
  public static final String DOCUMENT = "document";
  private static final String TIMELINE = "timeline";
  private static final String REGISTRATION = "registration";
  /// Of a user.
  public static final String POLICY = "policy";
  private static final String WATCH = "watch/";
  private static final String SUBSCRIBER = "subscriber";
  private static final String LEG = "leg/";
  private static final String USER = "user/";
  private static final String SUBSCRIPTION = "subscription/";
  private static final String RECENT = "recent/";
  private static final String PARKED = "parked/";
  private static final String PAGER = "pager/";
  private static final String PROGRESS = "pager-progress/";
  private static final String COPY = "pager-copy/";
  private static final String TIMER = "timer/";

  private Parts() {}

  /// One part that is to be written.
  ///
  /// @param part null when it is gone
  public record Change(String name, @Nullable StatePart part) {}

  /// What differs, found by identity: parts are never changed in place.
  public static List<Change> changes(Aggregate before, Aggregate after) {
    List<Change> changes = new ArrayList<>();
    if (before != after) {
      switch (after) {
        case Focus focus -> focus((Focus) before, focus, changes);
        case ServedUser user -> {
          ServedUser was = (ServedUser) before;
          single(REGISTRATION, was.registration(), user.registration(), changes);
          single(POLICY, was.policy(), user.policy(), changes);
          several(WATCH, was.watches(), user.watches(), changes);
        }
        case PagerFanout fanout ->
            fanouts(((PagerFanout) before).fanouts(), fanout.fanouts(), changes);
        case UpstreamSubscription now ->
            single(
                SUBSCRIBER,
                ((UpstreamSubscription) before).subscriber(),
                now.subscriber(),
                changes);
      }
      several(TIMER, before.timers(), after.timers(), changes);
    }
    return changes;
  }

  /// About how many parts it is made of: what it weighs in memory.
  public static int count(Aggregate aggregate) {
    int own =
        switch (aggregate) {
          case Focus focus ->
              (focus.document() == null ? 0 : focus.document().weight())
                  + focus.legs().size()
                  + focus.users().size()
                  + focus.subscriptions().size()
                  + focus.recent().size()
                  + focus.parked().size()
                  + count(focus.pagers());
          case ServedUser user -> user.watches().size();
          case PagerFanout fanout -> count(fanout.fanouts());
          case UpstreamSubscription subscription -> 1;
        };
    return 1 + aggregate.timers().size() + own;
  }

  private static int count(Fanouts fanouts) {
    return fanouts.messages().size() + fanouts.progress().size() + fanouts.copies().size();
  }

  private static void focus(Focus before, Focus after, List<Change> changes) {
    single(FOCUS, stored(before.head()), stored(after.head()), changes);
    single(SESSION, before.session(), after.session(), changes);
    single(DOCUMENT, before.document(), after.document(), changes);
    single(TIMELINE, before.timeline(), after.timeline(), changes);
    several(LEG, before.legs(), after.legs(), changes);
    several(USER, before.users(), after.users(), changes);
    several(SUBSCRIPTION, before.subscriptions(), after.subscriptions(), changes);
    several(RECENT, before.recent(), after.recent(), changes);
    several(PARKED, before.parked(), after.parked(), changes);
    fanouts(before.pagers(), after.pagers(), changes);
  }

  private static void fanouts(Fanouts before, Fanouts after, List<Change> changes) {
    several(PAGER, before.messages(), after.messages(), changes);
    several(PROGRESS, before.progress(), after.progress(), changes);
    several(COPY, before.copies(), after.copies(), changes);
  }

  private static @Nullable FocusHead stored(FocusHead head) {
    return head.equals(FocusHead.NEW) ? null : head;
  }

  private static void single(
      String name, @Nullable StatePart before, @Nullable StatePart after, List<Change> changes) {
    if (before != after) {
      changes.add(new Change(name, after));
    }
  }

  private static <P extends StatePart> void several(
      String prefix, PartMap<P> before, PartMap<P> after, List<Change> changes) {
    after.changes(before, (key, part) -> changes.add(new Change(prefix + key, part)));
  }

  /// The aggregate that left `parts`.
  public static Aggregate restore(AggregateKey key, ImDomain domain, Map<String, StatePart> parts) {
    return switch (Aggregate.empty(key, domain)) {
      case Focus empty -> restored(empty, parts);
      case ServedUser empty ->
          new ServedUser(
              key,
              (Registration) parts.get(REGISTRATION),
              (StoredPolicy) parts.get(POLICY),
              map(parts, WATCH, DocumentWatch.class),
              map(parts, TIMER, Timer.class));
      case PagerFanout fanout ->
          new PagerFanout(key, fanouts(parts), map(parts, TIMER, Timer.class));
      case UpstreamSubscription empty ->
          new UpstreamSubscription(
              key, (Subscriber) parts.get(SUBSCRIBER), map(parts, TIMER, Timer.class));
    };
  }

  private static Focus restored(Focus empty, Map<String, StatePart> parts) {
    FocusHead head = (FocusHead) parts.get(FOCUS);
    return new Focus(
        empty.key(),
        head == null ? empty.head() : head,
        (StoredDocument) parts.get(DOCUMENT),
        (SessionHead) parts.get(SESSION),
        map(parts, LEG, Leg.class),
        map(parts, USER, RosterUser.class),
        map(parts, SUBSCRIPTION, Subscription.class),
        map(parts, RECENT, RecentAnswer.class),
        map(parts, PARKED, ParkedRequest.class),
        fanouts(parts),
        map(parts, TIMER, Timer.class),
        (Timeline) parts.get(TIMELINE));
  }

  private static Fanouts fanouts(Map<String, StatePart> parts) {
    return new Fanouts(
        map(parts, PAGER, PagerMessage.class),
        map(parts, PROGRESS, PagerProgress.class),
        map(parts, COPY, PagerCopy.class));
  }

  private static <P extends StatePart> PartMap<P> map(
      Map<String, StatePart> parts, String prefix, Class<P> kind) {
    PartMap<P> map = PartMap.empty();
    for (Map.Entry<String, StatePart> entry : parts.entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        map = map.with(entry.getKey().substring(prefix.length()), kind.cast(entry.getValue()));
      }
    }
    return map;
  }
}
