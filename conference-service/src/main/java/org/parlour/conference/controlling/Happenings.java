package org.parlour.conference.controlling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Happening;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.Timeline;
import org.parlour.protocol.address.ImAddress;

/// Reads off the events of a decision what operators may want to know of the session.
final class Happenings {
  private Happenings() {}

  /// @param noted what no event tells
  /// @return that of `after` when nothing happened; null when no session runs
  static @Nullable Timeline timeline(
      Focus before, Focus after, List<Event> events, List<Happening> noted, Instant at) {
    SessionHead session = after.running();
    if (session == null) {
      return null;
    }
    Timeline timeline = after.timeline() == null ? Timeline.EMPTY : after.timeline();
    List<Happening> fresh = new ArrayList<>(2);
    for (Event event : events) {
      if (event instanceof Event.SessionCreated) {
        timeline = Timeline.EMPTY;
      }
      Happening happening = of(before, after, event, at);
      if (happening != null) {
        fresh.add(happening);
      }
    }
    fresh.addAll(noted);
    return fresh.isEmpty() ? after.timeline() : timeline.with(fresh);
  }

  private static @Nullable Happening of(Focus before, Focus after, Event event, Instant at) {
    if (event instanceof Event.SessionCreated(SessionHead session)) {
      ImAddress initiator = session.initiator().address().canonical();
      return new Happening(at, Happening.Kind.CREATED, shown(after, initiator), null);
    } else if (event instanceof Event.SessionMoved(SessionHead session)) {
      String to = "switch " + session.media().at().ordinal();
      return new Happening(at, Happening.Kind.MOVED, null, to);
    } else if (event instanceof Event.LegConnected(Leg leg)) {
      return new Happening(at, Happening.Kind.JOINED, shown(after, leg.user()), null);
    } else if (event instanceof Event.LegMediaChanged(Leg leg)) {
      Happening.Kind kind = leg.mediaLost() ? Happening.Kind.ON_HOLD : Happening.Kind.RESUMED;
      return new Happening(at, kind, shown(after, leg.user()), null);
    } else if (event instanceof Event.RosterChanged(RosterUser user)) {
      return roster(before.users().get(user.key()), user, at);
    }
    return null;
  }

  private static @Nullable Happening roster(
      @Nullable RosterUser before, RosterUser user, Instant at) {
    if (user.left() != null) {
      Happening.Kind kind = user.joined() ? Happening.Kind.LEFT : Happening.Kind.STAYED_AWAY;
      String how = user.left().name().toLowerCase(Locale.ROOT);
      return new Happening(at, kind, user.shownAs(), how);
    }
    String nickname = before == null ? null : before.nickname();
    return Objects.equals(nickname, user.nickname())
        ? null
        : new Happening(at, Happening.Kind.RENAMED, user.shownAs(), user.nickname());
  }

  private static ImAddress shown(Focus focus, ImAddress user) {
    RosterUser listed = focus.users().get(user.toString());
    return listed == null ? user : listed.shownAs();
  }
}
