package org.parlour.conference.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Happening;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.MediaAssignment;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionTimer;
import org.parlour.conference.state.Subscription;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.sdp.MsrpMedia;

/// Everything that operators may see of a running session.
///
/// @param timeline what happened lately, the oldest first
record SessionDetail(
    @JsonUnwrapped SessionView overview,
    List<Endpoint> endpoints,
    List<Subscriber> subscribers,
    Media media,
    List<Entry> timeline) {

  /// One device.
  ///
  /// @param participant as others see it
  /// @param joining `dialed-in` or `dialed-out`
  /// @param sessionExpires seconds (RFC 4028); null when the device has no session timer
  /// @param refresher `focus` or `participant`
  /// @param acceptTypes what the device takes; empty before it said so
  /// @param maxSize octets; null for no limit
  record Endpoint(
      @Schema(example = "sip:bob@example.org") String participant,
      @Schema(example = "connected") String status,
      @Schema(example = "dialed-out") String joining,
      @Nullable Instant joined,
      @Schema(example = "1800") @Nullable Integer sessionExpires,
      @Schema(example = "participant") @Nullable String refresher,
      List<String> acceptTypes,
      @Nullable Long maxSize) {}

  /// @param to `session` or `group`
  /// @param version of the next document
  record Subscriber(
      @Schema(example = "sip:bob@example.org") String address,
      @Schema(example = "session") String to,
      Instant expires,
      long version) {}

  /// @param host the switch that has the session, as clients reach it
  /// @param epoch counts its switches, from 1
  /// @param next the switch that is about to get it; null when it stays
  record Media(
      @Schema(example = "0") int ordinal,
      @Schema(example = "msrp-0.im.example.org:2855") String host,
      @Schema(example = "1") long epoch,
      @Nullable Integer next) {}

  /// @param what for example `joined`
  /// @param who as others see it
  record Entry(
      Instant at,
      @Schema(example = "joined") String what,
      @Schema(example = "sip:bob@example.org") @Nullable String who,
      @Nullable String detail) {}

  /// @param focus with a running session
  static SessionDetail of(Focus focus) {
    List<Endpoint> endpoints = new ArrayList<>();
    focus.legs().forEach((tag, leg) -> endpoints.add(endpoint(focus, leg)));
    List<Subscriber> subscribers = new ArrayList<>();
    focus.subscriptions().forEach((tag, s) -> subscribers.add(subscriber(focus, s)));
    List<Happening> happenings =
        focus.timeline() == null ? List.of() : focus.timeline().happenings();
    return new SessionDetail(
        SessionView.of(focus),
        endpoints,
        subscribers,
        media(SessionView.session(focus).media()),
        happenings.stream().map(SessionDetail::entry).toList());
  }

  private static Endpoint endpoint(Focus focus, Leg leg) {
    SessionTimer timer = leg.timer();
    MsrpMedia remote = leg.media().remote();
    return new Endpoint(
        shown(focus, leg.user()),
        SessionView.status(leg),
        leg.dialledIn() ? "dialed-in" : "dialed-out",
        leg.joinedAt(),
        timer == null ? null : timer.seconds(),
        timer == null ? null : timer.ours() ? "focus" : "participant",
        remote == null ? List.of() : remote.acceptTypes(),
        remote == null ? null : remote.maxSize());
  }

  private static Subscriber subscriber(Focus focus, Subscription s) {
    boolean session = s.entity().equals(SessionView.session(focus).session());
    return new Subscriber(
        shown(focus, s.subscriber()),
        session ? "session" : "group",
        s.expiresAt(),
        s.nextVersion());
  }

  private static Media media(MediaAssignment media) {
    return new Media(
        media.at().ordinal(),
        media.at().host() + ":" + media.at().port(),
        media.epoch(),
        media.next() == null ? null : media.next().ordinal());
  }

  private static Entry entry(Happening happening) {
    return new Entry(
        happening.at(),
        SessionView.lower(happening.kind()),
        happening.who() == null ? null : happening.who().toString(),
        happening.detail());
  }

  /// Who is anonymous in the session is so here, whatever it does.
  private static String shown(Focus focus, ImAddress user) {
    RosterUser listed = focus.users().get(user.toString());
    return (listed == null ? user : listed.shownAs()).toString();
  }
}
