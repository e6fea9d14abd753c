package org.parlour.conference.kit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.parlour.contracts.routing.ServiceRole;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RemoteContact;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.sdp.SessionDescription;

/// What one user with one device is like, and how it writes requests and responses.
abstract class Speaker {
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

  Speaker(SessionKit kit, String user, String displayName) {
    this.kit = kit;
    this.user = user;
    this.name = new NameAddress(displayName, ImAddress.parse("sip:" + user + "@example.org"));
    this.contact = ImAddress.parse("sip:" + user + "@192.0.2.7:5071;transport=tcp");
  }

  abstract Peer self();

  SessionKit kit() {
    return kit;
  }

  String user() {
    return user;
  }

  ReplyTo edge() {
    return edge;
  }

  /// Tells its calls apart.
  int nextCall() {
    return ++calls;
  }

  public ImAddress address() {
    return name.address();
  }

  public ImAddress contact() {
    return contact;
  }

  public Peer withoutIdentity() {
    identified = false;
    return self();
  }

  public Peer anonymously() {
    anonymous = true;
    return self();
  }

  public Peer withoutTimer() {
    timer = false;
    sessionExpires = null;
    return self();
  }

  public Peer withSessionExpires(SessionExpires expires) {
    sessionExpires = expires;
    return self();
  }

  public Peer asFocus() {
    focusContact = true;
    return self();
  }

  /// Its Contact says from now on that what it sends is for one message (D-16).
  public Peer forOneMessage() {
    features = Set.of("+g.oma.sip-im", "+g.oma.sip-im.large-message");
    return self();
  }

  public Peer withoutUpdate() {
    allow = Set.of("INVITE", "ACK", "BYE", "CANCEL");
    return self();
  }

  public Peer takingMessages() {
    allow = Set.of("INVITE", "ACK", "BYE", "CANCEL", "MESSAGE", "UPDATE");
    return self();
  }

  /// An address by which everybody reaches this device (RFC 5627).
  public Peer withGruu() {
    contact = address().withParameter("gr", "urn:uuid:" + user);
    return self();
  }

  public Peer requiring(String... extensions) {
    require = Set.of(extensions);
    return self();
  }

  /// Its next requests are read by another edge.
  public Peer through(ReplyTo other) {
    edge = other;
    return self();
  }

  SipRequest request(
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

  SipRequest readBy(SipRequest r, ReplyTo reader, TransactionId transaction) {
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

  SipResponse response(
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
