package org.parlour.interop.ladder;

import org.jspecify.annotations.Nullable;
import org.parlour.client.dialog.Dialog;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.Methods;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.transaction.Tokens;

/// Builds the requests of one agent as the core's last proxy hands them to the server: with the
/// asserted identity, with the core's Record-Route, and without the core's own Route. Clauses
/// change what stands here.
final class Requests {
  private static final String FEATURE = "+g.oma.sip-im";
  private static final String ALLOW = "INVITE, ACK, CANCEL, BYE, MESSAGE, NOTIFY, UPDATE";

  private final String user;
  private final String hostPort;
  private final boolean udp;

  /// @param user the address of record
  /// @param hostPort where the core listens
  Requests(String user, String hostPort, boolean udp) {
    this.user = user;
    this.hostPort = hostPort;
    this.udp = udp;
  }

  /// One outside of dialogs.
  SipRequest fresh(String method, String uri) {
    SipRequest request = new SipRequest(method, uri);
    request
        .headers()
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, '<' + user + ">;tag=" + Tokens.tag())
        .add(HeaderName.TO, '<' + uri + '>')
        .add(HeaderName.CALL_ID, Tokens.random(22))
        .add(HeaderName.CSEQ, "1 " + method)
        .add(HeaderName.ACCEPT_CONTACT, "*;" + FEATURE);
    return complete(request);
  }

  /// One of a dialog.
  SipRequest within(Dialog dialog, String method) {
    SipRequest request = dialog.request(method);
    request.headers().remove(HeaderName.ROUTE);
    return complete(request);
  }

  SipRequest ack(Dialog dialog, long cseq) {
    SipRequest request = dialog.ack(cseq);
    request.headers().remove(HeaderName.ROUTE).addFirst(HeaderName.VIA, via());
    return request;
  }

  private SipRequest complete(SipRequest request) {
    request
        .headers()
        .addFirst(HeaderName.VIA, via())
        .add(HeaderName.ASSERTED_IDENTITY, '<' + user + '>');
    switch (request.method()) {
      case Methods.INVITE, Methods.UPDATE ->
          request
              .headers()
              .add(HeaderName.RECORD_ROUTE, recordRoute())
              .add(HeaderName.CONTACT, contact())
              .add(HeaderName.ALLOW, ALLOW)
              .add(HeaderName.SUPPORTED, "timer");
      case Methods.SUBSCRIBE ->
          request
              .headers()
              .add(HeaderName.RECORD_ROUTE, recordRoute())
              .add(HeaderName.CONTACT, contact())
              .add(HeaderName.EVENT, "conference")
              .add(HeaderName.ACCEPT, "application/conference-info+xml")
              .add(HeaderName.EXPIRES, "600");
      case Methods.REFER ->
          request
              .headers()
              .add(HeaderName.RECORD_ROUTE, recordRoute())
              .add(HeaderName.CONTACT, contact());
      default -> {}
    }
    return request;
  }

  String contact() {
    String userPart = user.substring(user.indexOf(':') + 1, user.indexOf('@'));
    return "<sip:" + userPart + '@' + hostPort + transport() + ">;" + FEATURE;
  }

  String recordRoute() {
    return "<sip:" + hostPort + transport() + ";lr>";
  }

  String allow() {
    return ALLOW;
  }

  private String transport() {
    return udp ? "" : ";transport=tcp";
  }

  private String via() {
    return "SIP/2.0/"
        + (udp ? "UDP" : "TCP")
        + ' '
        + hostPort
        + ";branch="
        + Tokens.branch()
        + ";rport";
  }

  /// The same request by another way (RFC 3261 §8.2.2.2).
  SipRequest merged(SipRequest first) {
    SipRequest merged = first.copy();
    merged.headers().replaceFirst(HeaderName.VIA, via());
    return merged;
  }

  /// The request that belongs to the transaction of `invite`: its CANCEL (§9.1), or the ACK of its
  /// failure (§17.1.1.3).
  ///
  /// @param to the To of the response; null for that of the INVITE
  static SipRequest ofTransaction(String method, SipRequest invite, @Nullable String to) {
    SipRequest request = new SipRequest(method, invite.uri());
    request
        .headers()
        .add(HeaderName.VIA, invite.headers().firstOr(HeaderName.VIA, ""))
        .add(HeaderName.MAX_FORWARDS, "70")
        .add(HeaderName.FROM, invite.headers().firstOr(HeaderName.FROM, ""))
        .add(HeaderName.TO, to == null ? invite.headers().firstOr(HeaderName.TO, "") : to)
        .add(HeaderName.CALL_ID, invite.callId())
        .add(HeaderName.CSEQ, invite.cseq() + " " + method);
    return request;
  }
}
