package org.parlour.conference.controlling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.MediaRules;
import org.parlour.conference.sdp.Cema;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.media.SwitchCommand;
import org.parlour.protocol.sdp.MsrpMedia;

/// What the switch that has the session is told. Every command takes the next sequence number of
/// the epoch; nothing is sent for a session that is not active.
final class MediaPlane {
  private MediaPlane() {}

  /// The session with all connected legs: for its start, or because the switch lost it.
  static void open(Turn t) {
    open(t, null);
  }

  /// @param resumeFrom what was recorded since then, legs may have missed; null for nothing
  static void open(Turn t, @Nullable Instant resumeFrom) {
    List<MediaLeg> legs = new ArrayList<>();
    for (Leg leg : t.focus().legs().values()) {
      if (leg.connected()) {
        legs.add(describe(t, leg));
      }
    }
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.OpenSession(
            t.key(),
            s.session(),
            s.media().epoch(),
            s.media().sequence(),
            s.media().at().incarnation(),
            s.group() == null ? s.session() : s.group(),
            s.recording(),
            legs,
            resumeFrom));
  }

  static void add(Turn t, Leg leg) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.AddLeg(
            t.key(), s.session(), s.media().epoch(), s.media().sequence(), describe(t, leg)));
  }

  static void update(Turn t, Leg leg) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.UpdateLeg(
            t.key(), s.session(), s.media().epoch(), s.media().sequence(), describe(t, leg)));
  }

  static void remove(Turn t, String leg) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.RemoveLeg(
            t.key(), s.session(), s.media().epoch(), s.media().sequence(), leg));
  }

  static void decideNickname(Turn t, String leg, String request, int status) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.NicknameDecision(
            t.key(), s.session(), s.media().epoch(), s.media().sequence(), leg, request, status));
  }

  /// @param leg null for everybody
  static void say(Turn t, @Nullable String leg, String event, String text) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.SystemMessage(
            t.key(), s.session(), s.media().epoch(), s.media().sequence(), leg, event, text));
    if (leg == null) {
      Relaying.say(t, event, text);
    }
  }

  static void handOver(Turn t) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.HandOver(t.key(), s.session(), s.media().epoch(), s.media().sequence()));
  }

  static void close(Turn t) {
    SessionHead s = next(t);
    send(
        t,
        new SwitchCommand.CloseSession(
            t.key(), s.session(), s.media().epoch(), s.media().sequence()));
  }

  private static SessionHead next(Turn t) {
    SessionHead session = t.session();
    SessionHead counted = session.with(session.media().commanded(session.media().sequence() + 1));
    t.apply(new Event.SessionNoted(counted));
    return counted;
  }

  private static void send(Turn t, SwitchCommand command) {
    t.emit(new Effect.ToSwitch(t.session().media().at().ordinal(), command));
  }

  static MediaLeg describe(Turn t, Leg leg) {
    MsrpMedia remote = leg.media().remote();
    RosterUser user = t.user(leg.user().toString());
    if (remote == null) {
      return MediaLeg.reader(
          leg.tag(), user.address(), user.shownAs(), user.shownName(), MessageLegs.LONGEST);
    }
    return new MediaLeg(
        leg.tag(),
        leg.media().path(),
        leg.media().moving() ? List.of() : remote.path(),
        user.address(),
        user.shownAs(),
        user.shownName(),
        remote.acceptTypes(),
        remote.acceptWrappedTypes(),
        remote.maxSize(),
        remote.direction(),
        leg.media().connectOut(),
        t.policy().media().privateMessages() && offers(remote, "private-messages"),
        agreesOnNicknames(leg, t.policy().media()),
        leg.media().transport().secure() ? remote.fingerprint() : null,
        Cema.isAgreed(leg.media().local(), remote));
  }

  static boolean agreesOnNicknames(Leg leg, MediaRules rules) {
    MsrpMedia remote = leg.media().remote();
    return remote != null && rules.nicknames() && offers(remote, "nickname");
  }

  private static boolean offers(MsrpMedia media, String token) {
    return media.chatroom() != null && media.chatroom().contains(token);
  }
}
