package org.parlour.conference.kit;

import java.util.Arrays;
import java.util.List;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.PeerCapabilities;
import org.parlour.contracts.signalling.RequestFailed;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.DialogId;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// One user with one device: it remembers its dialog with the focus and its subscription, and
/// speaks by verbs.
public final class Peer extends Subscriber {
  private String callId = "";
  private String ownTag = "";
  private String focusTag;
  private long cseq;
  private SipRequest invite;
  private SipRequest last;
  private SendRequest received;

  Peer(SessionKit kit, String user, String displayName) {
    super(kit, user, displayName);
  }

  @Override
  Peer self() {
    return this;
  }

  // ---- calling

  public Peer invites(Peer... invitees) {
    return invites(
        Sdp.of(Sdp.chat(user())),
        Arrays.stream(invitees).map(p -> Recipient.to(p.address())).toList());
  }

  public Peer invites(SessionDescription offer, List<Recipient> recipients) {
    return call(kit().entry(), offer, recipients);
  }

  /// The same without an offer.
  public Peer invitesWithoutOffer(Peer... invitees) {
    return invites(null, Arrays.stream(invitees).map(p -> Recipient.to(p.address())).toList());
  }

  /// INVITE to S or G without a list.
  public Peer calls(ImAddress target) {
    return call(target, Sdp.of(Sdp.chat(user())), null);
  }

  public Peer callsWithoutOffer(ImAddress target) {
    return call(target, null, null);
  }

  public Peer call(ImAddress target, SessionDescription offer, List<Recipient> recipients) {
    callId = user() + "-call-" + nextCall();
    ownTag = callId.replace("-call-", "-tag-");
    focusTag = null;
    cseq = 1;
    invite =
        request(
            target,
            new SipMethod.Invite(offer, recipients, kit().switches()),
            callId,
            ownTag,
            null,
            cseq);
    return send(invite);
  }

  /// The same INVITE again.
  public Peer repeatsInvite() {
    return send(readBy(invite, edge(), invite.transaction()));
  }

  /// The last request again, read by whichever edge is set now.
  public Peer repeatsLast() {
    return send(readBy(last, edge(), last.transaction()));
  }

  /// The INVITE once more, with another branch: a proxy forked it.
  public Peer repeatsInviteByAnotherWay() {
    return send(readBy(invite, edge(), new TransactionId(user() + "-merged")));
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
    return send(readBy(cancel, edge(), invite.transaction()));
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

  public Peer messages(ImAddress target) {
    return messages(target, new SipMethod.Message("text/plain", new byte[] {'h'}, null));
  }

  public Peer messages(ImAddress target, SipMethod.Message message) {
    return send(request(target, message, user() + "-m-" + nextCall(), "m", null, 1));
  }

  /// A pager message in its dialog with the focus.
  public Peer messagesInDialog() {
    return send(within(new SipMethod.Message("text/plain", new byte[] {'h'}, null)));
  }

  /// The last request once more, with another branch: a proxy forked it.
  public Peer repeatsLastByAnotherWay() {
    return send(readBy(last, edge(), new TransactionId(user() + "-merged")));
  }

  /// The final response to the newest MESSAGE for this user.
  public Peer answersMessage(int status) {
    return answers(message(), status);
  }

  public Peer answers(SendRequest request, int status) {
    kit().input(response(request, status, user() + "-uas", null, null));
    return this;
  }

  public Peer isSilent() {
    kit().input(new RequestFailed(kit().now(), message().id(), RequestFailed.Cause.TIMEOUT));
    return this;
  }

  /// The newest MESSAGE for this user, or for its device.
  public SendRequest message() {
    return kit().allRequests("MESSAGE").stream()
        .filter(r -> r.requestUri().equals(address()) || r.requestUri().equals(contact()))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError("no MESSAGE for " + user()));
  }

  /// Any request in the dialog that it has, or would have after answering.
  public Peer sendsWithin(SipMethod method) {
    if (focusTag == null && invite == null) {
      focusTag = received().fromTag();
      callId = received().callId();
      ownTag = user() + "-uas";
      cseq = 100;
    }
    return send(within(method));
  }

  /// Any request outside of a dialog.
  public Peer sends(ImAddress target, SipMethod method) {
    return send(request(target, method, user() + "-other-" + nextCall(), user() + "-o", null, 1));
  }

  /// A request with a CSeq that was used before.
  public Peer repeatsOldCSeq() {
    cseq--;
    return send(within(new SipMethod.Update(null)));
  }

  public Peer abandoned() {
    kit().input(new AnswerAbandoned(kit().now(), invite.transaction()));
    return this;
  }

  // ---- being called

  public Peer rings() {
    return responds(180, null);
  }

  public Peer answers() {
    return answers(Sdp.chat(user()));
  }

  public Peer answers(MsrpMedia media) {
    focusTag = received().fromTag();
    callId = received().callId();
    ownTag = user() + "-uas";
    cseq = 100;
    return responds(200, Sdp.of(media));
  }

  public Peer declines(int status) {
    return responds(status, null);
  }

  /// Another device behind a forking proxy answers.
  public Peer otherDeviceAnswers() {
    kit().input(response(received(), 200, "other-device", Sdp.of(Sdp.chat(user())), null));
    return this;
  }

  public Peer asksForInterval(int minSe) {
    kit().input(response(received(), 422, user() + "-uas", null, minSe));
    return this;
  }

  public Peer isUnreachable(RequestFailed.Cause cause) {
    kit().input(new RequestFailed(kit().now(), received().id(), cause));
    return this;
  }

  /// Answers a certain request of the focus; a 2xx to INVITE carries its media.
  public Peer respondsTo(SendRequest request, int status) {
    boolean accepts = request.method().equals("INVITE") && status / 100 == 2;
    kit()
        .input(
            response(
                request,
                status,
                request.toTag() == null ? user() + "-uas" : request.toTag(),
                accepts ? Sdp.of(Sdp.chat(user())) : null,
                null));
    return this;
  }

  /// Answers what it was never asked.
  public Peer respondsToNothing(int status) {
    kit()
        .input(
            new SipResponse(
                kit().now(),
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
    kit().input(response(received(), status, user() + "-uas", body, null));
    return this;
  }

  /// Answers the focus' newest request of `method` in the leg's dialog.
  public Peer answersRequest(String method, int status) {
    kit().input(response(newest(method), status, ownTag, null, null));
    return this;
  }

  /// Accepts the focus' newest re-INVITE.
  public Peer acceptsOffer(MsrpMedia media) {
    kit().input(response(newest("INVITE"), 200, ownTag, Sdp.of(media), null));
    return this;
  }

  private SendRequest newest(String method) {
    return kit().allRequests(method).stream()
        .filter(r -> r.callId().equals(callId))
        .reduce((a, b) -> b)
        .orElseThrow(() -> new AssertionError("no " + method + " for " + user()));
  }

  /// Whether the focus sent a re-INVITE.
  public boolean wasOffered() {
    return kit().allRequests("INVITE").stream()
        .anyMatch(r -> r.callId().equals(callId) && r.toTag() != null);
  }

  // ---- what it knows

  /// The name of its leg.
  public String leg() {
    return focusTag;
  }

  public String callId() {
    return callId;
  }

  public SipRequest invite() {
    return invite;
  }

  public boolean wasInvited() {
    return kit().allRequests("INVITE").stream()
        .anyMatch(r -> r.requestUri().equals(address()) && r.toTag() == null);
  }

  public boolean hasCalled() {
    return invite != null;
  }

  public boolean wasSent(String method) {
    return kit().allRequests(method).stream().anyMatch(r -> r.callId().equals(callId));
  }

  /// The INVITE that the focus sent it last.
  public SendRequest received() {
    SendRequest newest =
        kit().allRequests("INVITE").stream()
            .filter(r -> r.requestUri().equals(address()) && r.toTag() == null)
            .reduce((a, b) -> b)
            .orElseThrow(() -> new AssertionError("no INVITE for " + user()));
    received = newest;
    return received;
  }

  // ---- writing

  /// The focus' tag: of the answer to its INVITE, when that came with a later verb.
  private String focusTag() {
    if (focusTag == null) {
      focusTag =
          kit().allAnswers().stream()
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

  @Override
  Peer send(SipRequest request) {
    last = request;
    kit().input(request);
    for (SendAnswer answer : kit().answers()) {
      if (answer.transaction().equals(request.transaction()) && answer.toTag() != null) {
        if (request.method() instanceof SipMethod.Invite && focusTag == null) {
          focusTag = answer.toTag();
        } else if (request.method() instanceof SipMethod.Subscribe) {
          subscribedTo(answer);
        }
      }
    }
    return this;
  }
}
