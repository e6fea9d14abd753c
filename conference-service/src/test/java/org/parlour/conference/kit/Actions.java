package org.parlour.conference.kit;

import java.time.Duration;
import java.util.List;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.protocol.address.ImAddress;

/// Everything that may happen to a session, by number: for random histories. What is impossible in
/// the present state (answering an INVITE that never came) does not happen.
public final class Actions {
  public static final int COUNT = 45;

  private Actions() {}

  public static void perform(SessionKit kit, int action, int who) {
    List<Peer> peers = List.of(kit.alice, kit.bob, kit.carol, kit.dave);
    Peer peer = peers.get(Math.floorMod(who, peers.size()));
    switch (action) {
      case 0 -> {
        if (!kit.alice.hasCalled()) {
          kit.alice.invites(kit.bob, kit.carol);
        }
      }
      case 1 -> ifInvited(peer, peer::rings);
      case 2, 3, 4 -> ifInvited(peer, peer::answers);
      case 5 -> ifInvited(peer, () -> peer.declines(486));
      case 6 -> ifInvited(peer, peer::otherDeviceAnswers);
      case 7 -> ifInvited(peer, () -> peer.isUnreachable(RequestFailed.Cause.TIMEOUT));
      case 8, 9 -> ifCalled(peer, peer::acknowledges);
      case 10 -> ifCalled(peer, peer::cancels);
      case 11, 12 -> ifInDialog(peer, peer::hangsUp);
      case 13 -> ifInDialog(peer, () -> peer.reinvites(Sdp.of(Sdp.chat("moved" + who))));
      case 14 -> ifInDialog(peer, () -> peer.updates(null));
      case 15 -> ifInDialog(peer, peer::repeatsOldCSeq);
      case 16 -> ifCalled(peer, peer::repeatsInvite);
      case 17 -> ifCalled(peer, peer::abandoned);
      case 18 -> peer.calls(SessionKit.S);
      case 19, 20 -> peer.subscribes();
      case 21, 22 -> ifSubscribed(peer, peer::takesNotify);
      case 23 -> ifSubscribed(peer, () -> peer.answersNotify(481));
      case 24 -> ifSubscribed(peer, () -> peer.resubscribes(who % 2 * 600));
      case 25 -> ifInDialog(peer, () -> kit.mediaLost(peer));
      case 26 -> ifInDialog(peer, () -> kit.mediaBack(peer));
      case 27 -> ifInDialog(peer, () -> kit.wantsNickname(peer, "nick" + who % 3));
      case 28 -> ifSent(peer, "BYE", 200);
      case 29 -> ifSent(peer, "UPDATE", who % 2 == 0 ? 200 : 491);
      case 30 -> kit.input(new MediaEvent.SnapshotRequested(kit.now(), 1, 17));
      case 31 ->
          ifInDialog(
              peer,
              () -> {
                ImAddress target = peers.get(who % 4).address();
                String method = who % 3 == 0 ? "BYE" : "INVITE";
                peer.refers(new SipMethod.Refer(target, method, null, null, who % 2 == 0));
              });
      case 32 -> kit.after(Duration.ofMillis(200L * who * who));
      case 33 -> peer.through(new ReplyTo(who % 3, 1));
      case 34 ->
          kit.switchLost(
              who % 3 == 0 ? SessionKit.SWITCH : SessionKit.OTHER_SWITCH, SessionKit.SWITCH);
      case 35 -> kit.switchDrains(SessionKit.OTHER_SWITCH);
      case 36 -> kit.handedOver();
      case 37 -> ifOffered(peer, () -> peer.acceptsOffer(Sdp.chat("there" + who)));
      case 38 -> ifOffered(peer, () -> peer.answersRequest("INVITE", who % 2 == 0 ? 491 : 488));
      case 39 -> ifRunning(kit, () -> kit.expels(peer));
      case 40 -> ifRunning(kit, () -> kit.wants(who % 2 == 0 ? null : peer, 1000L + who));
      case 41 -> ifRunning(kit, () -> kit.announces("now"));
      case 42 -> peer.takingMessages().callsWithoutOffer(SessionKit.S);
      case 43 -> ifCalled(peer, () -> peer.acknowledges(Sdp.of(Sdp.chat("taken" + who))));
      case 44 -> ifRunning(kit, () -> kit.hears(peer, peers.toArray(Peer[]::new)));
      default -> throw new IllegalArgumentException("action " + action);
    }
  }

  private static void ifRunning(SessionKit kit, Runnable verb) {
    if (kit.session() != null) {
      verb.run();
    }
  }

  private static void ifInvited(Peer peer, Runnable verb) {
    if (peer.wasInvited()) {
      verb.run();
    }
  }

  private static void ifCalled(Peer peer, Runnable verb) {
    if (peer.hasCalled()) {
      verb.run();
    }
  }

  private static void ifInDialog(Peer peer, Runnable verb) {
    if (peer.leg() != null) {
      verb.run();
    }
  }

  private static void ifSubscribed(Peer peer, Runnable verb) {
    if (peer.hasSubscribed()) {
      verb.run();
    }
  }

  private static void ifOffered(Peer peer, Runnable verb) {
    if (peer.leg() != null && peer.wasOffered()) {
      verb.run();
    }
  }

  private static void ifSent(Peer peer, String method, int status) {
    if (peer.wasSent(method)) {
      peer.answersRequest(method, status);
    }
  }
}
