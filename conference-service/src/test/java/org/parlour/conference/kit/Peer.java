package org.parlour.conference.kit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// One user with one device: it remembers its dialog with the focus and its subscription, and
/// speaks by verbs.
public final class Peer {
  public static final ReplyTo EDGE = new ReplyTo(0, 100);

  public static final RequestId UNKNOWN_REQUEST = new RequestId("z9hG4bKunknown");

  private final SessionKit kit;
  private final String user;
  private final NameAddress name;
  private ImAddress contact;
  private int transactions;
  private int calls;
  private int seeds;

  private boolean identified = true;
  private boolean anonymous;
  private boolean timer = true;
  private boolean focusContact;
  private Set<String> features = Set.of("+g.oma.sip-im");
  private ReplyTo edge = EDGE;
  private Set<String> require = Set.of();
  private Set<String> allow = Set.of("INVITE", "ACK", "BYE", "CANCEL", "NOTIFY", "UPDATE");
  private SessionExpires sessionExpires = new SessionExpires(1800, SessionExpires.Refresher.UAC);

  private String callId = "";
  private String ownTag = "";
  private String focusTag;
  private long cseq;
  private SipRequest invite;
  private SipRequest last;
  private SendRequest received;

  private String subscriptionCall = "";
  private String subscriptionFocusTag;
  private long subscriptionCSeq;
  private SendRequest notify;

  Peer(SessionKit kit, String user, String displayName) {
    this.kit = kit;
    this.user = user;
    this.name = new NameAddress(displayName, ImAddress.parse("sip:" + user + "@example.org"));
    this.contact = ImAddress.parse("sip:" + user + "@192.0.2.7:5071;transport=tcp");
  }

  public ImAddress address() {
    return name.address();
  }

  public ImAddress contact() {
    return contact;
  }

  // ---- what it is like

  public Peer withoutIdentity() {
    identified = false;
    return this;
  }

  public Peer anonymously() {
    anonymous = true;
    return this;
  }

  public Peer withoutTimer() {
    timer = false;
    sessionExpires = null;
    return this;
  }

  public Peer withSessionExpires(SessionExpires expires) {
    sessionExpires = expires;
    return this;
  }

  public Peer asFocus() {
    focusContact = true;
    return this;
  }

  /// Its Contact says from now on that what it sends is for one message (D-16).
  public Peer forOneMessage() {
    features = Set.of("+g.oma.sip-im", "+g.oma.sip-im.large-message");
    return this;
  }

  public Peer withoutUpdate() {
    allow = Set.of("INVITE", "ACK", "BYE", "CANCEL");
    return this;
  }

  public Peer takingMessages() {
    allow = Set.of("INVITE", "ACK", "BYE", "CANCEL", "MESSAGE", "UPDATE");
    return this;
  }

  /// An address by which everybody reaches this device (RFC 5627).
  public Peer withGruu() {
    contact = address().withParameter("gr", "urn:uuid:" + user);
    return this;
  }

  public Peer requiring(String... extensions) {
    require = Set.of(extensions);
    return this;
  }

  /// Its next requests are read by another edge.
  public Peer through(ReplyTo other) {
    edge = other;
    return this;
  }

  // ---- calling

  public Peer invites(Peer... invitees) {
    return invites(
        Sdp.of(Sdp.chat(user)),
        Arrays.stream(invitees).map(p -> Recipient.to(p.address())).toList());
  }

  public Peer invites(SessionDescription offer, List<Recipient> recipients) {
    return call(kit.entry(), offer, recipients);
  }

  /// The same without an offer.
  public Peer invitesWithoutOffer(Peer... invitees) {
    return invites(null, Arrays.stream(invitees).map(p -> Recipient.to(p.address())).toList());
  }

  /// INVITE to S or G without a list.
  public Peer calls(ImAddress target) {
    return call(target, Sdp.of(Sdp.chat(user)), null);
  }

  public Peer callsWithoutOffer(ImAddress target) {
    return call(target, null, null);
  }

  public Peer call(ImAddress target, SessionDescription offer, List<Recipient> recipients) {
    callId = user + "-call-" + ++calls;
    ownTag = user + "-tag-" + calls;
    focusTag = null;
    cseq = 1;
    invite =
        request(
            target,
            new SipMethod.Invite(offer, recipients, kit.switches()),
            callId,
            ownTag,
            null,
            cseq);
    return send(invite);
  }

  /// The same INVITE again.
  public Peer repeatsInvite() {
    return send(readBy(invite, edge, invite.transaction()));
  }

  /// The last request again, read by whichever edge is set now.
  public Peer repeatsLast() {
    return send(readBy(last, edge, last.transaction()));
  }

  /// The INVITE once more, with another branch: a proxy forked it.
  public Peer repeatsInviteByAnotherWay() {
    return send(readBy(invite, edge, new TransactionId(user + "-merged")));
  }

  /// Speaks in the dialog of another.
  public Peer impersonates(Peer other) {
    callId = other.callId;
    ownTag = other.ownTag;
    focusTag = other.focusTag;
    cseq = other.cseq;
    return this;
  }

  public Peer acknowledges() {
    return acknowledges(null);
  }

  public Peer acknowledges(SessionDescription answer) {
    return send(request(SessionKit.S, new SipMethod.Ack(answer), callId, ownTag, focusTag(), cseq));
  }

  public Peer cancels() {
    SipRequest cancel =
        request(invite.requestUri(), new SipMethod.Cancel(), callId, ownTag, null, cseq);
    return send(readBy(cancel, edge, invite.transaction()));
  }

  public Peer hangsUp() {
    return send(within(new SipMethod.Bye()));
  }

  public Peer reinvites(SessionDescription offer) {
    return send(within(new SipMethod.Invite(offer, null, List.of())));
  }

  public Peer updates(SessionDescription offer) {
    return send(within(new SipMethod.Update(offer)));
  }

  /// Without an implicit subscription.
  public Peer refers(ImAddress target, String method) {
    return refers(new SipMethod.Refer(target, method, null, null, false));
  }

  /// In the dialog of its leg.
  public Peer refers(SipMethod.Refer refer) {
    return send(within(refer));
  }

  /// In a dialog of its own, wanting to hear what becomes of it.
  public Peer refersApart(ImAddress session, ImAddress target, String method) {
    subscriptionCall = user + "-refer-" + ++calls;
    subscriptionFocusTag = null;
    subscriptionCSeq = 1;
    return send(
        request(
            session,
            new SipMethod.Refer(target, method, null, null, true),
            subscriptionCall,
            user + "-sub",
            null,
            1));
  }

  public Peer messages(ImAddress target) {
    return messages(target, new SipMethod.Message("text/plain", new byte[] {'h'}, null));
  }

  public Peer messages(ImAddress target, SipMethod.Message message) {
    return send(request(target, message, user + "-m-" + ++calls, "m", null, 1));
  }

  /// A pager message in its dialog with the focus.
  public Peer messagesInDialog() {
    return send(within(new SipMethod.Message("text/plain", new byte[] {'h'}, null)));
  }

  /// The last request once more, with another branch: a proxy forked it.
  public Peer repeatsLastByAnotherWay() {
    return send(readBy(last, edge, new TransactionId(user + "-merged")));
  }

  /// The final response to the newest MESSAGE for this user.
  public Peer answersMessage(int status) {
    return answers(message(), status);
  }

  public Peer answers(SendRequest request, int status) {
    kit.input(response(request, status, user + "-uas", null, null));
    return this;
  }

  public Peer isSilent() {
    kit.input(new RequestFailed(kit.now(), message().id(), RequestFailed.Cause.TIMEOUT));
    return this;
  }

  /// The newest MESSAGE for this user, or for its device.
  public SendRequest message() {
    return kit.allRequests("MESSAGE").stream()
        .filter(r -> r.requestUri().equals(address()) || r.requestUri().equals(contact))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError("no MESSAGE for " + user));
  }

  /// Any request in the dialog that it has, or would have after answering.
  public Peer sendsWithin(SipMethod method) {
    if (focusTag == null && invite == null) {
      focusTag = received().fromTag();
      callId = received().callId();
      ownTag = user + "-uas";
      cseq = 100;
    }
    return send(within(method));
  }

  /// Any request outside of a dialog.
  public Peer sends(ImAddress target, SipMethod method) {
    return send(request(target, method, user + "-other-" + ++calls, user + "-o", null, 1));
  }

  /// A request with a CSeq that was used before.
  public Peer repeatsOldCSeq() {
    cseq--;
    return send(within(new SipMethod.Update(null)));
  }

  public Peer abandoned() {
    kit.input(new AnswerAbandoned(kit.now(), invite.transaction()));
    return this;
  }

  // ---- being called

  public Peer rings() {
    return responds(180, null);
  }

  public Peer answers() {
    return answers(Sdp.chat(user));
  }

  public Peer answers(MsrpMedia media) {
    focusTag = received().fromTag();
    callId = received().callId();
    ownTag = user + "-uas";
    cseq = 100;
    return responds(200, Sdp.of(media));
  }

  public Peer declines(int status) {
    return responds(status, null);
  }

  /// Another device behind a forking proxy answers.
  public Peer otherDeviceAnswers() {
    kit.input(response(received(), 200, "other-device", Sdp.of(Sdp.chat(user)), null));
    return this;
  }

  public Peer asksForInterval(int minSe) {
    kit.input(response(received(), 422, user + "-uas", null, minSe));
    return this;
  }

  public Peer isUnreachable(RequestFailed.Cause cause) {
    kit.input(new RequestFailed(kit.now(), received().id(), cause));
    return this;
  }

  /// Answers a certain request of the focus; a 2xx to INVITE carries its media.
  public Peer respondsTo(SendRequest request, int status) {
    boolean accepts = request.method().equals("INVITE") && status / 100 == 2;
    kit.input(
        response(
            request,
            status,
            request.toTag() == null ? user + "-uas" : request.toTag(),
            accepts ? Sdp.of(Sdp.chat(user)) : null,
            null));
    return this;
  }

  /// Answers what it was never asked.
  public Peer respondsToNothing(int status) {
    kit.input(
        new SipResponse(
            kit.now(),
            UNKNOWN_REQUEST,
            new DialogId(callId, ownTag, null),
            1,
            "INVITE",
            status,
            null,
            List.of(),
            PeerCapabilities.UNKNOWN,
            null,
            false,
            null,
            null,
            null,
            null));
    return this;
  }

  private Peer responds(int status, SessionDescription body) {
    kit.input(response(received(), status, user + "-uas", body, null));
    return this;
  }

  /// Answers the focus' newest request of `method` in the leg's dialog.
  public Peer answersRequest(String method, int status) {
    kit.input(response(newest(method), status, ownTag, null, null));
    return this;
  }

  /// Accepts the focus' newest re-INVITE.
  public Peer acceptsOffer(MsrpMedia media) {
    kit.input(response(newest("INVITE"), 200, ownTag, Sdp.of(media), null));
    return this;
  }

  private SendRequest newest(String method) {
    return kit.allRequests(method).stream()
        .filter(r -> r.callId().equals(callId))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError("no " + method + " for " + user));
  }

  /// Whether the focus sent a re-INVITE.
  public boolean wasOffered() {
    return kit.allRequests("INVITE").stream()
        .anyMatch(r -> r.callId().equals(callId) && r.toTag() != null);
  }

  // ---- subscribing

  public Peer subscribes() {
    return subscribes(SessionKit.S, EventPackage.CONFERENCE, 3600);
  }

  public Peer subscribes(ImAddress target, String event, Integer expires) {
    subscriptionCall = user + "-sub-" + ++calls;
    subscriptionFocusTag = null;
    subscriptionCSeq = 1;
    return send(
        request(
            target,
            new SipMethod.Subscribe(new EventPackage(event, null), expires, List.of()),
            subscriptionCall,
            user + "-sub",
            null,
            1));
  }

  public Peer resubscribes(int expires) {
    return send(
        request(
            SessionKit.S,
            new SipMethod.Subscribe(
                new EventPackage(EventPackage.CONFERENCE, null), expires, List.of()),
            subscriptionCall,
            user + "-sub",
            subscriptionFocusTag,
            ++subscriptionCSeq));
  }

  public Peer takesNotify() {
    return answersNotify(200);
  }

  public Peer answersNotify(int status) {
    SendRequest request =
        kit.allRequests("NOTIFY").stream()
            .filter(r -> r.callId().equals(subscriptionCall))
            .reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError("no NOTIFY for " + user));
    notify = request;
    kit.input(response(notify, status, user + "-sub", null, null));
    return this;
  }

  // ---- what it knows

  /// The name of its leg.
  public String leg() {
    return focusTag;
  }

  public String callId() {
    return callId;
  }

  public String subscriptionCall() {
    return subscriptionCall;
  }

  public SipRequest invite() {
    return invite;
  }

  public boolean wasInvited() {
    return kit.allRequests("INVITE").stream()
        .anyMatch(r -> r.requestUri().equals(address()) && r.toTag() == null);
  }

  public boolean hasCalled() {
    return invite != null;
  }

  public boolean hasSubscribed() {
    return kit.allRequests("NOTIFY").stream().anyMatch(r -> r.callId().equals(subscriptionCall));
  }

  public boolean wasSent(String method) {
    return kit.allRequests(method).stream().anyMatch(r -> r.callId().equals(callId));
  }

  /// The INVITE that the focus sent it last.
  public SendRequest received() {
    SendRequest newest =
        kit.allRequests("INVITE").stream()
            .filter(r -> r.requestUri().equals(address()) && r.toTag() == null)
            .reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError("no INVITE for " + user));
    received = newest;
    return received;
  }

  // ---- writing

  /// The focus' tag: of the answer to its INVITE, when that came with a later verb.
  private String focusTag() {
    if (focusTag == null) {
      focusTag =
          kit.allAnswers().stream()
              .filter(a -> a.transaction().equals(invite.transaction()))
              .map(SendAnswer::toTag)
              .reduce((a, b) -> b)
              .orElse(null);
    }
    return focusTag;
  }

  private SipRequest within(SipMethod method) {
    return request(SessionKit.S, method, callId, ownTag, focusTag(), ++cseq);
  }

  private Peer send(SipRequest request) {
    last = request;
    kit.input(request);
    for (SendAnswer answer : kit.answers()) {
      if (answer.transaction().equals(request.transaction()) && answer.toTag() != null) {
        if (request.method() instanceof SipMethod.Invite && focusTag == null) {
          focusTag = answer.toTag();
        } else if (request.method() instanceof SipMethod.Subscribe) {
          subscriptionFocusTag = answer.toTag();
        }
      }
    }
    return this;
  }

  private SipRequest request(
      ImAddress target, SipMethod method, String call, String from, String focus, long number) {
    return new SipRequest(
        kit.now(),
        seed(),
        new TransactionId(user + "-" + ++transactions),
        ServiceRole.CONTROLLING,
        edge,
        new ResponseSkeleton(
            List.of("SIP/2.0/TCP core.example.org;branch=z9hG4bK" + user + transactions),
            List.of(),
            name + ";tag=" + from,
            "<" + target + ">",
            call,
            number + " " + method.getClass().getSimpleName().toUpperCase(Locale.ROOT)),
        new DialogId(call, focus, from),
        number,
        target,
        name,
        NameAddress.of(target),
        identified ? name : null,
        anonymous,
        new RemoteContact(contact, focusContact, features),
        List.of("<sip:core.example.org;lr>", "<sip:edge.example.org;lr>"),
        new PeerCapabilities(allow, timer ? Set.of("timer") : Set.of(), require),
        sessionExpires,
        null,
        70,
        Map.of("Subject", "lunch"),
        method);
  }

  /// Another one each time a request is read.
  private byte[] seed() {
    return (user + "-seed-" + ++seeds).getBytes(StandardCharsets.US_ASCII);
  }

  private SipRequest readBy(SipRequest r, ReplyTo reader, TransactionId transaction) {
    return new SipRequest(
        kit.now(),
        seed(),
        transaction,
        r.role(),
        reader,
        r.skeleton(),
        r.dialog(),
        r.cseq(),
        r.requestUri(),
        r.from(),
        r.to(),
        r.originator(),
        r.anonymous(),
        r.contact(),
        r.recordRoutes(),
        r.peer(),
        r.sessionExpires(),
        r.minSe(),
        r.maxForwards(),
        r.carried(),
        r.method());
  }

  private SipResponse response(
      SendRequest request, int status, String tag, SessionDescription body, Integer minSe) {
    return new SipResponse(
        kit.now(),
        request.id(),
        new DialogId(request.callId(), request.fromTag(), tag),
        request.cseq(),
        request.method(),
        status,
        new RemoteContact(contact, false, Set.of()),
        List.of("<sip:near.example.org;lr>", "<sip:far.example.org;lr>"),
        new PeerCapabilities(allow, Set.of("timer"), Set.of()),
        name,
        anonymous,
        status == 200 ? new SessionExpires(1800, SessionExpires.Refresher.UAS) : null,
        minSe,
        null,
        body);
  }
}
