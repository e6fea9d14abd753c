package org.parlour.conference.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;

/// A running session, for operators. It shows anonymous participants by pseudonym and no MSRP URI.
///
/// @param id names it here: the URI under which its focus lives
/// @param session S
/// @param phase `inviting` or `active`
/// @param started when the first participant was in; null before
/// @param recording null when it is not archived
record SessionView(
    String id,
    String session,
    @Nullable String group,
    String phase,
    Instant created,
    @Nullable Instant started,
    @Nullable String subject,
    @Nullable String recording,
    int legs,
    int subscriptions,
    List<Participant> participants) {

  /// @param status of its first endpoint
  /// @param endpoints devices
  record Participant(
      String address,
      @Nullable String name,
      String status,
      @Nullable Instant joined,
      boolean anonymous,
      int endpoints) {}

  /// @param focus with a running session
  static SessionView of(Focus focus) {
    SessionHead session = focus.running();
    if (session == null) {
      throw new IllegalArgumentException(focus.key() + ": no running session");
    }
    return new SessionView(
        focus.key().value(),
        session.session().toString(),
        session.group() == null ? null : session.group().toString(),
        lower(session.phase()),
        session.createdAt(),
        session.activeSince(),
        session.subject(),
        session.recording(),
        focus.legs().size(),
        focus.subscriptions().size(),
        participants(focus));
  }

  private static List<Participant> participants(Focus focus) {
    List<Participant> participants = new ArrayList<>();
    for (RosterUser user : focus.users().values()) {
      Leg first = user.present() ? focus.legs().get(user.legs().getFirst()) : null;
      if (first != null) {
        participants.add(
            new Participant(
                user.shownAs().toString(),
                user.shownName(),
                first.mediaLost() ? "on-hold" : lower(first.phase()),
                first.joinedAt(),
                user.anonymous(),
                user.legs().size()));
      }
    }
    return participants;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
