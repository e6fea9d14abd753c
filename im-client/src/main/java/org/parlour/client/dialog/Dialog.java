package org.parlour.client.dialog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipAddress;
import org.parlour.client.sip.SipMessage;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;

/// The state two user agents share for the requests between them: tags, route set, remote target
/// and the two CSeq counters. Mutable; owned by one event loop.
public final class Dialog {
  private final String callId;
  private final String local;
  private final String remote;
  private final List<String> routes;
  private String remoteTarget;
  private long localCseq;
  private long remoteCseq;

  private Dialog(
      String callId,
      String local,
      String remote,
      List<String> routes,
      String remoteTarget,
      long localCseq,
      long remoteCseq) {
    this.callId = callId;
    this.local = local;
    this.remote = remote;
    this.routes = List.copyOf(routes);
    this.remoteTarget = remoteTarget;
    this.localCseq = localCseq;
    this.remoteCseq = remoteCseq;
  }

  /// The dialog that a response with a To-tag makes at the side that asked (§12.1.2): the
  /// Record-Routes in reverse.
  public static Dialog ofCaller(SipRequest request, SipResponse response) {
    List<String> routes = new ArrayList<>(response.headers().all(HeaderName.RECORD_ROUTE));
    Collections.reverse(routes);
    return new Dialog(
        request.callId(),
        request.headers().firstOr(HeaderName.FROM, ""),
        response.headers().firstOr(HeaderName.TO, ""),
        routes,
        contactOf(response, request.uri()),
        request.cseq(),
        -1);
  }

  /// The dialog that answering `request` makes at the side that was asked (§12.1.1).
  ///
  /// @param localTag the To-tag of the answer
  public static Dialog ofCallee(SipRequest request, String localTag) {
    String from = request.headers().firstOr(HeaderName.FROM, "");
    return new Dialog(
        request.callId(),
        request.headers().firstOr(HeaderName.TO, "") + ";tag=" + localTag,
        from,
        request.headers().all(HeaderName.RECORD_ROUTE),
        contactOf(request, SipAddress.parse(from).uri()),
        0,
        request.cseq());
  }

  /// The dialog that a NOTIFY makes at the side that subscribed, when it comes before the 200 (RFC
  /// 6665 §4.1.2.4).
  public static Dialog ofNotified(SipRequest subscribe, SipRequest notify) {
    return new Dialog(
        subscribe.callId(),
        subscribe.headers().firstOr(HeaderName.FROM, ""),
        notify.headers().firstOr(HeaderName.FROM, ""),
        notify.headers().all(HeaderName.RECORD_ROUTE),
        contactOf(notify, subscribe.uri()),
        subscribe.cseq(),
        -1);
  }

  private static String contactOf(SipMessage message, String otherwise) {
    String contact = message.headers().first(HeaderName.CONTACT);
    return contact == null ? otherwise : SipAddress.parse(contact).uri();
  }

  public String callId() {
    return callId;
  }

  public String remoteTarget() {
    return remoteTarget;
  }

  public @Nullable String remoteTag() {
    return HeaderText.parameter(remote, "tag");
  }

  /// The peer, as From or To show it.
  public SipAddress remoteParty() {
    return SipAddress.parse(remote);
  }

  public boolean isRemoteTag(@Nullable String tag) {
    return Objects.equals(tag, remoteTag());
  }

  /// The next request of this dialog, without Via (§12.2.1.1).
  public SipRequest request(String method) {
    return build(method, nextCseq());
  }

  /// Takes the next CSeq, for a request that is sent again with credentials.
  public long nextCseq() {
    return ++localCseq;
  }

  /// The ACK of the 2xx to the INVITE with this CSeq.
  public SipRequest ack(long cseq) {
    return build(Methods.ACK, cseq);
  }

  private SipRequest build(String method, long cseq) {
    SipRequest request = new SipRequest(method, remoteTarget);
    for (String route : routes) {
      request.headers().add(HeaderName.ROUTE, route);
    }
    request
        .headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, local)
        .add(HeaderName.TO, remote)
        .add(HeaderName.CALL_ID, callId)
        .add(HeaderName.CSEQ, cseq + " " + method);
    return request;
  }

  /// Takes the peer's CSeq; false when it is older than one seen before, which is answered with 500
  /// (§12.2.2).
  public boolean accept(SipRequest request) {
    if (remoteCseq >= 0 && request.cseq() < remoteCseq) {
      return false;
    }
    remoteCseq = request.cseq();
    return true;
  }

  /// Follows the Contact of a target refresh request or its 2xx; never called for BYE.
  public void refreshTarget(SipMessage message) {
    remoteTarget = contactOf(message, remoteTarget);
  }
}
