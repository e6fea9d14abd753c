package org.parlour.conference.states;

import java.util.List;
import java.util.function.Supplier;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.protocol.list.Recipient;

/// A way to have an initial INVITE refused.
///
/// @param status of the answer
/// @param way the kit after it
record Refusal(String name, int status, Supplier<SessionKit> way) {
  private static final SessionExpires SHORT = new SessionExpires(30, SessionExpires.Refresher.UAC);

  @Override
  public String toString() {
    return name;
  }

  /// Of an INVITE that would create a session.
  static List<Refusal> ofSetup() {
    return List.of(
        of(
            "nobody vouches for the inviter",
            403,
            kit -> kit.alice.withoutIdentity().invites(kit.bob)),
        of("no usable media", 488, kit -> kit.alice.invites(Sdp.of(Sdp.AUDIO), bob(kit))),
        of("nobody is listed", 400, kit -> kit.alice.invites(Sdp.of(Sdp.chat("a")), List.of())),
        of("only the inviter is listed", 400, kit -> kit.alice.invites(kit.alice)),
        of(
            "the session interval is too short",
            422,
            kit -> kit.alice.withSessionExpires(SHORT).invites(kit.bob)),
        of(
            "no switch lives",
            503,
            kit -> {
              kit.withoutSwitches();
              kit.alice.invites(kit.bob);
            }),
        of(
            "too many are listed",
            486,
            kit -> {
              kit.with(kit.policy().withMaxParticipants(2));
              kit.alice.invites(kit.bob, kit.carol);
            }),
        of(
            "anonymity is not allowed",
            403,
            kit -> {
              kit.with(kit.policy().withAnonymity(false, true));
              kit.alice.anonymously().invites(kit.bob);
            }),
        of("S does not run", 404, kit -> kit.alice.calls(SessionKit.S)));
  }

  /// Of an INVITE after whose invitees were asked.
  static List<Refusal> ofInvitees() {
    return List.of(
        of(
            "everybody declines",
            486,
            kit -> {
              kit.alice.invites(kit.bob);
              kit.bob.declines(486);
            }),
        of(
            "the inviter gives up",
            487,
            kit -> {
              kit.alice.invites(kit.bob);
              kit.bob.rings();
              kit.alice.cancels();
            }),
        of(
            "the operator closes it",
            480,
            kit -> {
              kit.alice.invites(kit.bob);
              kit.bob.rings();
              kit.closes();
            }));
  }

  /// Of an INVITE to G without a session.
  static List<Refusal> ofGroup() {
    return List.of(
        ofGroup("G is unknown", 404, false, kit -> kit.alice.calls(SessionKit.LOBBY)),
        ofGroup("not a member", 403, true, kit -> kit.dave.calls(SessionKit.LOBBY)),
        ofGroup(
            "the caller is a focus", 403, true, kit -> kit.alice.asFocus().calls(SessionKit.LOBBY)),
        ofGroup(
            "a member is anonymous",
            403,
            true,
            kit -> kit.alice.anonymously().calls(SessionKit.LOBBY)),
        ofGroup(
            "no switch lives for the group",
            503,
            true,
            kit -> {
              kit.withoutSwitches();
              kit.alice.calls(SessionKit.LOBBY);
            }));
  }

  private interface Way {
    void go(SessionKit kit);
  }

  private static Refusal of(String name, int status, Way way) {
    return new Refusal(
        name,
        status,
        () -> {
          SessionKit kit = SessionKit.adHoc();
          way.go(kit);
          return kit;
        });
  }

  private static Refusal ofGroup(String name, int status, boolean known, Way way) {
    return new Refusal(
        name,
        status,
        () -> {
          SessionKit kit = SessionKit.group();
          if (known) {
            kit.document(1, false, false, "alice", "bob");
          }
          way.go(kit);
          return kit;
        });
  }

  private static List<Recipient> bob(SessionKit kit) {
    return List.of(Recipient.to(kit.bob.address()));
  }
}
