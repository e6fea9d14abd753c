package org.parlour.conference.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.topology.SessionQueries;
import org.parlour.contracts.routing.MaskedSession;
import org.parlour.contracts.routing.PublicId;

/// A running session, for operators. It shows anonymous participants by pseudonym, no MSRP URI, and
/// of S too little to join.
///
/// @param id names it here
/// @param session S, masked
/// @param phase `inviting` or `active`
/// @param started when the first participant was in; null before
/// @param conversation its id in the archive; null when it is not archived
record SessionView(
    @Schema(example = "8a6f9f24-3a1c-8d5e-9c07-5be6d1f0a2b4") UUID id,
    @Schema(example = "sip:s-7k2m…@im.example.org") String session,
    @Schema(example = "sip:team@im.example.org") @Nullable String group,
    @Schema(example = "active") String phase,
    Instant created,
    @Nullable Instant started,
    @Schema(example = "lunch") @Nullable String subject,
    @Nullable UUID conversation,
    @Schema(example = "3") int legs,
    @Schema(example = "1") int subscriptions,
    List<Participant> participants) {

  /// @param status of its first endpoint
  /// @param endpoints devices
  record Participant(
      @Schema(example = "sip:bob@example.org") String address,
      @Schema(example = "Bob") @Nullable String name,
      @Schema(example = "connected") String status,
      @Nullable Instant joined,
      boolean anonymous,
      @Schema(example = "1") int endpoints) {}

  /// @param focus with a running session
  static SessionView of(Focus focus) {
    SessionHead session = session(focus);
    return new SessionView(
        SessionQueries.id(session),
        MaskedSession.of(session.session()),
        session.group() == null ? null : session.group().toString(),
        lower(session.phase()),
        session.createdAt(),
        session.activeSince(),
        session.subject(),
        session.recording() == null ? null : PublicId.of(session.recording()),
        focus.legs().size(),
        focus.subscriptions().size(),
        participants(focus));
  }

  static SessionHead session(Focus focus) {
    SessionHead session = focus.running();
    if (session == null) {
      throw new IllegalArgumentException("focus without a running session");
    }
    return session;
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
                status(first),
                first.joinedAt(),
                user.anonymous(),
                user.legs().size()));
      }
    }
    return participants;
  }

  static String status(Leg leg) {
    return leg.mediaLost() ? "on-hold" : lower(leg.phase());
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
