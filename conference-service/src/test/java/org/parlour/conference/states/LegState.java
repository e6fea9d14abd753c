package org.parlour.conference.states;

import java.util.function.Consumer;
import java.util.function.Function;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.SessionKit;
import org.parlour.conference.state.Leg;

/// How a leg may be, each with a way to get there. In all of them others are in the session, so
/// that it does not end for want of people.
enum LegState {
  INVITED("invited", kit -> kit.bob, kit -> kit.alice.invites(kit.bob, kit.carol)),
  ALERTING(
      "alerting",
      kit -> kit.bob,
      kit -> {
        kit.alice.invites(kit.bob, kit.carol);
        kit.bob.rings();
      }),
  DIALLING_IN(
      "dialling in",
      kit -> kit.alice,
      kit -> {
        kit.alice.invites(kit.bob, kit.carol);
        kit.bob.rings();
      }),
  UNCONFIRMED(
      "unconfirmed",
      kit -> kit.alice,
      kit -> {
        kit.alice.invites(kit.bob, kit.carol);
        kit.bob.answers();
        kit.carol.answers();
      }),
  CONNECTED("connected", kit -> kit.alice, SessionKit::threeTalking),
  ON_HOLD("on hold", kit -> kit.alice, kit -> kit.threeTalking().mediaLost(kit.alice)),
  MOVING("moving", kit -> kit.alice, kit -> kit.threeTalking().switchLost(SessionKit.OTHER_SWITCH)),
  READING(
      "reading",
      kit -> kit.alice,
      kit -> {
        kit.alice.takingMessages().invitesWithoutOffer(kit.bob, kit.carol);
        kit.bob.answers();
        kit.carol.answers();
        kit.alice.acknowledges();
      }),
  LEAVING("leaving", kit -> kit.alice, kit -> kit.threeTalking().expels(kit.alice));

  /// Not there any more.
  static final String GONE = "gone";

  private final String title;
  private final Function<SessionKit, Peer> subject;
  private final Consumer<SessionKit> way;

  LegState(String title, Function<SessionKit, Peer> subject, Consumer<SessionKit> way) {
    this.title = title;
    this.subject = subject;
    this.way = way;
  }

  String title() {
    return title;
  }

  SessionKit prepared() {
    SessionKit kit = SessionKit.adHoc();
    way.accept(kit);
    return kit;
  }

  /// Whose leg it is about.
  Peer subject(SessionKit kit) {
    return subject.apply(kit);
  }

  /// The leg's name.
  String tag(SessionKit kit) {
    Peer peer = subject(kit);
    return kit.focus().users().get(peer.address().toString()).legs().stream()
        .findFirst()
        .orElseGet(peer::leg);
  }

  /// What a leg is called in the tables.
  static String name(Leg leg) {
    if (leg == null) {
      return GONE;
    }
    return switch (leg.phase()) {
      case INVITED -> INVITED.title;
      case ALERTING -> ALERTING.title;
      case DIALLING_IN -> DIALLING_IN.title;
      case LEAVING -> LEAVING.title;
      case CONNECTED -> connected(leg);
    };
  }

  private static String connected(Leg leg) {
    if (leg.awaitedAck() != null) {
      return UNCONFIRMED.title;
    }
    if (leg.media().moving()) {
      return MOVING.title;
    }
    if (leg.readsMessages()) {
      return READING.title;
    }
    return leg.mediaLost() ? ON_HOLD.title : CONNECTED.title;
  }
}
