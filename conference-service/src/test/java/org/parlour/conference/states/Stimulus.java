package org.parlour.conference.states;

import java.util.List;
import java.util.function.Consumer;
import org.parlour.conference.kit.Peer;
import org.parlour.conference.kit.Sdp;
import org.parlour.conference.kit.SessionKit;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.MediaEvent;
import org.parlour.contracts.signalling.MediaEvent.LegLost.Cause;
import org.parlour.contracts.signalling.OperatorRequest;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.signalling.UserPolicy;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;

/// Everything that may reach a focus, as columns meet rows.
final class Stimulus {
  static final EventPackage CONFERENCE = new EventPackage(EventPackage.CONFERENCE, null);
  private static final byte[] BODY = {'h', 'i'};
  private static final SipMethod NOTIFY =
      new SipMethod.Notify(CONFERENCE, SipMethod.Notify.State.ACTIVE, 600, null, null);

  private Stimulus() {}

  /// About one leg.
  record OfLeg(String name, LegAction action) {}

  interface LegAction {
    void on(SessionKit kit, Peer peer, String tag);
  }

  /// About the focus as a whole.
  record OfSession(String name, SessionAction action) {}

  interface SessionAction {
    void on(SessionKit kit, SessionState state);
  }

  static List<OfLeg> ofLegs() {
    return List.of(
        within(
            "INVITE, acceptable media", new SipMethod.Invite(Sdp.of(Sdp.chat("x")), null, none())),
        within("INVITE, audio only", new SipMethod.Invite(Sdp.of(Sdp.AUDIO), null, none())),
        new OfLeg("ACK", Stimulus::acknowledge),
        new OfLeg("CANCEL", Stimulus::cancel),
        within("BYE", new SipMethod.Bye()),
        within("UPDATE without SDP", new SipMethod.Update(null)),
        within("SUBSCRIBE", new SipMethod.Subscribe(CONFERENCE, 600, List.of())),
        within("NOTIFY", NOTIFY),
        within("MESSAGE", new SipMethod.Message("text/plain", BODY, null)),
        new OfLeg("REFER dave, INVITE", (kit, peer, tag) -> refer(peer, kit.dave, "INVITE")),
        new OfLeg("REFER carol, BYE", (kit, peer, tag) -> refer(peer, kit.carol, "BYE")),
        within("REGISTER", new SipMethod.Register(600)),
        within("PUBLISH", new SipMethod.Publish(CONFERENCE, 600, null, null, new byte[0])),
        new OfLeg("180 to our INVITE", (kit, peer, tag) -> respond(kit, peer, 180)),
        new OfLeg("200 to our request", (kit, peer, tag) -> respond(kit, peer, 200)),
        new OfLeg("481 to our request", (kit, peer, tag) -> respond(kit, peer, 481)),
        new OfLeg("486 to our request", (kit, peer, tag) -> respond(kit, peer, 486)),
        new OfLeg("491 to our request", (kit, peer, tag) -> respond(kit, peer, 491)),
        new OfLeg("no response", (kit, peer, tag) -> fail(kit, peer, RequestFailed.Cause.TIMEOUT)),
        new OfLeg(
            "transport error", (kit, peer, tag) -> fail(kit, peer, RequestFailed.Cause.TRANSPORT)),
        new OfLeg("edge gave up its answer", Stimulus::abandon),
        timer("answer:", "timer: rang long enough"),
        timer("ack:", "timer: no ACK"),
        timer("session:", "timer: session interval"),
        timer("guard:", "timer: edge says nothing"),
        timer("grace:", "timer: grace time of the media"),
        timer("retry:", "timer: ask again"),
        new OfLeg(
            "switch: connected",
            (kit, peer, tag) ->
                kit.input(new MediaEvent.LegConnected(kit.now(), kit.epoch(), tag))),
        lost("switch: connection lost", Cause.CONNECTION_LOST),
        lost("switch: never connected", Cause.NEVER_CONNECTED),
        lost("switch: too slow", Cause.TOO_SLOW),
        new OfLeg(
            "NICKNAME",
            (kit, peer, tag) ->
                kit.input(
                    new MediaEvent.NicknameRequested(kit.now(), kit.epoch(), tag, "n", "Captain"))),
        new OfLeg("switch: message heard", (kit, peer, tag) -> kit.hears(kit.bob, peer)),
        new OfLeg("switch died", (kit, peer, tag) -> kit.switchLost(SessionKit.OTHER_SWITCH)),
        new OfLeg("operator: expel", (kit, peer, tag) -> kit.expels(peer)),
        new OfLeg("operator: other media", (kit, peer, tag) -> kit.wants(peer, 4096L)));
  }

  static List<OfSession> ofSessions() {
    return List.of(
        new OfSession("INVITE to F", Stimulus::create),
        initial("INVITE, participant or member", Who.KNOWN, invite()),
        initial("INVITE, stranger", Who.STRANGER, invite()),
        initial("SUBSCRIBE, participant or member", Who.KNOWN, subscribe("conference")),
        initial("SUBSCRIBE, stranger", Who.STRANGER, subscribe("conference")),
        initial("SUBSCRIBE, another event", Who.KNOWN, subscribe("presence")),
        initial("REFER dave, participant or member", Who.KNOWN, refer("sip:dave@example.org")),
        initial("REFER dave, stranger", Who.STRANGER, refer("sip:dave@example.org")),
        initial("MESSAGE", Who.KNOWN, new SipMethod.Message("text/plain", BODY, null)),
        initial("NOTIFY", Who.KNOWN, NOTIFY),
        initial("BYE", Who.KNOWN, new SipMethod.Bye()),
        initial("UPDATE", Who.KNOWN, new SipMethod.Update(null)),
        initial("REGISTER", Who.KNOWN, new SipMethod.Register(600)),
        initial("PUBLISH", Who.KNOWN, new SipMethod.Publish(CONFERENCE, 600, null, null, BODY)),
        ofGroup("document: only carol stays", kit -> kit.document(7, false, false, "carol")),
        new OfSession(
            "policy of a user",
            (kit, state) -> kit.input(new UserPolicy(kit.now(), kit.alice.address(), 1, null))),
        new OfSession(
            "change of a user's document",
            (kit, state) ->
                kit.input(new DocumentChanged(kit.now(), kit.alice.address(), "x", 1, "1"))),
        new OfSession(
            "documents of a user",
            (kit, state) ->
                kit.input(new DocumentsFound(kit.now(), "q", "http://x", List.of(), List.of()))),
        new OfSession(
            "document to watch at an upstream",
            (kit, state) ->
                kit.input(new UpstreamWatch(kit.now(), BODY, kit.alice.address(), null))),
        ofGroup("document: deleted", kit -> kit.documentDeleted(7)),
        new OfSession(
            "switch: asks for all",
            (kit, state) -> kit.input(new MediaEvent.SnapshotRequested(kit.now(), kit.epoch(), 0))),
        new OfSession("switch: handed over", (kit, state) -> kit.handedOver()),
        new OfSession("timer: hand-over takes too long", (kit, state) -> kit.fires("handover:")),
        new OfSession("timer: time to close", (kit, state) -> kit.fires("closing:")),
        new OfSession("timer: forget old answers", (kit, state) -> kit.fires("recent:")),
        new OfSession("switch drains", (kit, state) -> kit.switchDrains(SessionKit.OTHER_SWITCH)),
        new OfSession("switch died", (kit, state) -> kit.switchLost(SessionKit.OTHER_SWITCH)),
        new OfSession(
            "operator: close",
            (kit, state) -> kit.input(new OperatorRequest.Close(kit.now(), session(kit)))),
        new OfSession(
            "operator: announce",
            (kit, state) ->
                kit.input(new OperatorRequest.Announce(kit.now(), session(kit), "hi"))));
  }

  private static OfSession ofGroup(String name, Consumer<SessionKit> action) {
    return new OfSession(
        name,
        (kit, state) -> {
          if (state.isGroup()) {
            action.accept(kit);
          }
        });
  }

  private static OfLeg within(String name, SipMethod method) {
    return new OfLeg(name, (kit, peer, tag) -> peer.sendsWithin(method));
  }

  private static OfLeg timer(String prefix, String name) {
    return new OfLeg(name, (kit, peer, tag) -> kit.fires(prefix + tag));
  }

  private static OfLeg lost(String name, Cause cause) {
    return new OfLeg(
        name,
        (kit, peer, tag) -> kit.input(new MediaEvent.LegLost(kit.now(), kit.epoch(), tag, cause)));
  }

  private static void acknowledge(SessionKit kit, Peer peer, String tag) {
    if (peer.hasCalled()) {
      peer.acknowledges();
    } else {
      peer.sendsWithin(new SipMethod.Ack(null));
    }
  }

  private static void cancel(SessionKit kit, Peer peer, String tag) {
    if (peer.hasCalled()) {
      peer.cancels();
    } else {
      peer.sendsWithin(new SipMethod.Cancel());
    }
  }

  private static void refer(Peer peer, Peer target, String method) {
    peer.sendsWithin(new SipMethod.Refer(target.address(), method, null, null, false));
  }

  /// Answers whatever we asked it last; it was asked nothing when it called and nothing happened.
  private static void respond(SessionKit kit, Peer peer, int status) {
    SendRequest request = asked(kit, peer);
    if (request == null) {
      peer.respondsToNothing(status);
    } else if (request.toTag() == null && status == 200) {
      peer.answers();
    } else {
      peer.respondsTo(request, status);
    }
  }

  private static void fail(SessionKit kit, Peer peer, RequestFailed.Cause cause) {
    SendRequest request = asked(kit, peer);
    kit.input(
        new RequestFailed(kit.now(), request == null ? Peer.UNKNOWN_REQUEST : request.id(), cause));
  }

  private static SendRequest asked(SessionKit kit, Peer peer) {
    return List.of("INVITE", "BYE").stream()
        .flatMap(method -> kit.allRequests(method).stream())
        .filter(r -> r.to().address().sameUser(peer.address()))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static void abandon(SessionKit kit, Peer peer, String tag) {
    TransactionId transaction =
        peer.hasCalled() ? peer.invite().transaction() : new TransactionId("unheard");
    kit.input(new AnswerAbandoned(kit.now(), transaction));
  }

  private enum Who {
    KNOWN,
    STRANGER
  }

  private static OfSession initial(String name, Who who, SipMethod method) {
    return new OfSession(
        name,
        (kit, state) ->
            (who == Who.KNOWN ? kit.carol : kit.peer("zoe", "Zoe")).sends(state.target(), method));
  }

  private static SipMethod invite() {
    return new SipMethod.Invite(Sdp.of(Sdp.chat("new")), null, List.of(SessionKit.SWITCH));
  }

  private static SipMethod subscribe(String event) {
    return new SipMethod.Subscribe(new EventPackage(event, null), 600, List.of());
  }

  private static SipMethod refer(String target) {
    return new SipMethod.Refer(ImAddress.parse(target), "INVITE", null, null, false);
  }

  private static void create(SessionKit kit, SessionState state) {
    if (!state.isGroup()) {
      kit.dave.call(
          SessionKit.FACTORY, Sdp.of(Sdp.chat("dave")), List.of(Recipient.to(kit.bob.address())));
    }
  }

  private static List<SwitchCandidate> none() {
    return List.of();
  }

  private static ImAddress session(SessionKit kit) {
    return kit.session() == null ? SessionKit.S : kit.session().session();
  }
}
