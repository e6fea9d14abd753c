package org.parlour.bench.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parlour.bench.codec.Samples;
import org.parlour.conference.ConferenceCore;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.state.Aggregate;
import org.parlour.conference.state.Decision;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Focus;
import org.parlour.conference.state.Parts;
import org.parlour.conference.state.StatePart;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.routing.ImDomain;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.SignallingInput;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.contracts.topic.RecordCodec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;

/// A session of so many connected legs, made by the core itself, and the inputs of its inviter.
final class Room {
  static final ConferencePolicy POLICY =
      ConferencePolicy.defaults(ImDomain.ofHost("im.example.org")).withMaxParticipants(1000);

  private static final AggregateKey KEY =
      new AggregateKey("sip:s-0123456789abcdefghjkmnpqrs@im.example.org");
  private static final ImAddress S = ImAddress.parse(KEY.value());

  /// The dialog-establishing headers of a usual way through a core.
  private static final List<String> ROUTES =
      List.of("<sip:core.example.org:5060;transport=tcp;lr>", "<sip:edge.im.example.org:5090;lr>");

  private Aggregate state = Focus.empty(KEY);
  private Instant now;
  private String tag = "";
  private int requests;

  /// @param legs the inviter's included, 2 or more
  Room(int legs) {
    SipRequest invite = invite(legs - 1);
    now = invite.at();
    List<SendRequest> invitations = new ArrayList<>();
    for (Effect effect : feed(invite).effects()) {
      if (effect instanceof Effect.ToAnyEdge(SendRequest request)) {
        invitations.add(request);
      }
    }
    for (SendRequest request : invitations) {
      for (Effect effect : feed(accepted(request, invite)).effects()) {
        if (effect instanceof Effect.ToEdge(int edge, SendAnswer answer)
            && answer.toTag() != null) {
          tag = answer.toTag();
        }
      }
    }
    feed(within(new SipMethod.Ack(null), 1));
    after(60);
    feed(request(new SipMethod.Subscribe(new EventPackage("conference", null), 3600, List.of())));
    after(60);
  }

  Aggregate state() {
    return state;
  }

  private void after(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private Decision feed(SignallingInput input) {
    Decision decision = ConferenceCore.decide(state, input, POLICY);
    for (Event event : decision.events()) {
      state = ConferenceCore.evolve(state, event);
    }
    return decision;
  }

  /// Octets of keys and values in the store, of parts of this kind; of all parts for "".
  int stored(String prefix) {
    int octets = 0;
    for (Parts.Change change : Parts.changes(Focus.empty(KEY), state)) {
      if (change.part() != null && change.name().startsWith(prefix)) {
        octets += KEY.value().length() + 1 + change.name().length();
        octets += RecordCodec.encode(StatePart.class, change.part()).length;
      }
    }
    return octets;
  }

  /// A request in the inviter's dialog.
  SipRequest within(SipMethod method, long cseq) {
    return copy(method, new DialogId(Samples.invite().dialog().callId(), tag, "a1a1"), cseq);
  }

  private SipRequest request(SipMethod method) {
    return copy(method, new DialogId("call-" + ++requests, null, "b2b2"), 1);
  }

  private SipRequest copy(SipMethod method, DialogId dialog, long cseq) {
    SipRequest sample = Samples.invite();
    return new SipRequest(
        now,
        sample.seed(),
        new TransactionId("z9hG4bK-" + dialog.callId() + "-" + cseq + "-" + method.getClass()),
        sample.role(),
        sample.replyTo(),
        sample.skeleton(),
        dialog,
        cseq,
        S,
        sample.from(),
        NameAddress.of(S),
        sample.originator(),
        false,
        sample.contact(),
        ROUTES,
        sample.peer(),
        sample.sessionExpires(),
        sample.minSe(),
        68,
        Map.of(),
        method);
  }

  static SipRequest invite(int invitees) {
    SipRequest sample = Samples.invite();
    SipMethod.Invite asked = (SipMethod.Invite) sample.method();
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < invitees; i++) {
      recipients.add(Recipient.to(ImAddress.sip("user-" + i, "example.org")));
    }
    return new SipRequest(
        sample.at(),
        sample.seed(),
        sample.transaction(),
        sample.role(),
        sample.replyTo(),
        sample.skeleton(),
        sample.dialog(),
        sample.cseq(),
        sample.requestUri(),
        sample.from(),
        sample.to(),
        sample.originator(),
        sample.anonymous(),
        sample.contact(),
        ROUTES,
        sample.peer(),
        sample.sessionExpires(),
        sample.minSe(),
        sample.maxForwards(),
        sample.carried(),
        new SipMethod.Invite(asked.offer(), recipients, asked.switches()));
  }

  private SipResponse accepted(SendRequest request, SipRequest invite) {
    ImAddress user = request.requestUri();
    return new SipResponse(
        now.plusSeconds(1),
        request.id(),
        new DialogId(request.callId(), request.fromTag(), "peer-tag-" + user.user()),
        request.cseq(),
        "INVITE",
        200,
        new RemoteContact(
            ImAddress.parse("sip:" + user.user() + "@192.0.2.11:40112;transport=tcp"),
            false,
            Set.of("+g.oma.sip-im")),
        ROUTES,
        new PeerCapabilities(
            Set.of("INVITE", "ACK", "CANCEL", "BYE", "MESSAGE", "NOTIFY", "UPDATE", "REFER"),
            Set.of("timer", "norefersub"),
            Set.of()),
        new NameAddress("User " + user.user(), user),
        false,
        new SessionExpires(1800, SessionExpires.Refresher.UAS),
        null,
        null,
        ((SipMethod.Invite) invite.method()).offer());
  }
}
