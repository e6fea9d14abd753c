package org.parlour.conference.states;

import java.time.Duration;
import java.util.function.Supplier;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.SessionHead;
import org.parlour.protocol.address.ImAddress;

/// How a focus may be, each with a way to get there.
enum SessionState {
  UNKNOWN("S unknown", SessionKit::adHoc),
  INVITING(
      "inviting",
      () -> {
        SessionKit kit = SessionKit.adHoc();
        kit.alice.invites(kit.bob, kit.carol);
        return kit;
      }),
  ACTIVE("active", () -> SessionKit.adHoc().threeTalking()),
  HANDING_OVER(
      "handing over",
      () -> SessionKit.adHoc().threeTalking().switchDrains(SessionKit.OTHER_SWITCH)),
  CLOSING("closing", () -> SessionKit.adHoc().threeTalking().closes()),
  ENDED("ended", () -> SessionKit.adHoc().threeTalking().closes().after(Duration.ofSeconds(1))),
  NO_GROUP("G unknown", SessionKit::group),
  IDLE_GROUP("G idle", SessionState::lobby),
  RUNNING_GROUP(
      "G active",
      () -> {
        SessionKit kit = lobby();
        kit.alice.calls(SessionKit.LOBBY).acknowledges();
        kit.bob.calls(SessionKit.LOBBY).acknowledges();
        return kit;
      });

  private final String title;
  private final Supplier<SessionKit> way;

  SessionState(String title, Supplier<SessionKit> way) {
    this.title = title;
    this.way = way;
  }

  private static SessionKit lobby() {
    return SessionKit.group().document(1, false, false, "alice", "bob", "carol");
  }

  String title() {
    return title;
  }

  boolean isGroup() {
    return this == NO_GROUP || this == IDLE_GROUP || this == RUNNING_GROUP;
  }

  /// What requests are sent to.
  ImAddress target() {
    return isGroup() ? SessionKit.LOBBY : SessionKit.S;
  }

  SessionKit prepared() {
    return way.get();
  }

  /// What a focus is called in the table.
  static String name(SessionKit kit) {
    SessionHead session = kit.session();
    boolean group = kit.focus().key().value().equals(SessionKit.LOBBY.toString());
    if (session == null) {
      if (group) {
        return (kit.focus().document() == null ? NO_GROUP : IDLE_GROUP).title;
      }
      return UNKNOWN.title;
    }
    return switch (session.phase()) {
      case INVITING -> INVITING.title;
      case ACTIVE -> kit.timers().containsKey("closing:") ? CLOSING.title : active(session, group);
      case ENDED -> ended(kit, group);
    };
  }

  private static String active(SessionHead session, boolean group) {
    if (group) {
      return RUNNING_GROUP.title;
    }
    return (session.media().next() == null ? ACTIVE : HANDING_OVER).title;
  }

  private static String ended(SessionKit kit, boolean group) {
    if (group) {
      return (kit.focus().document() == null ? NO_GROUP : IDLE_GROUP).title;
    }
    return ENDED.title;
  }
}
