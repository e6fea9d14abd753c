package org.parlour.client.sip;

/// @param method in upper case, as it came
/// @param uri the Request-URI as it came, with all its parameters
public record SipRequest(String method, String uri, SipHeaders headers, byte[] body)
    implements SipMessage {
  private static final byte[] NOTHING = new byte[0];

  public SipRequest(String method, String uri) {
    this(method, uri, new SipHeaders(), NOTHING);
  }

  public boolean is(String wanted) {
    return method.equals(wanted);
  }

  /// The same with another Request-URI; headers and body are shared.
  public SipRequest withUri(String changed) {
    return new SipRequest(method, changed, headers, body);
  }

  /// The same with headers of its own.
  public SipRequest copy() {
    return new SipRequest(method, uri, headers.copy(), body);
  }

  /// The same with `content`; the type header is set, the length is written when the message is.
  public SipRequest withBody(String contentType, byte[] content) {
    headers.set(HeaderName.CONTENT_TYPE, contentType);
    return new SipRequest(method, uri, headers, content);
  }

  /// The response to this request with the headers RFC 3261 §8.2.6.2 wants.
  ///
  /// @param toTag added when the request's To has none; empty for none
  public SipResponse response(int status, String toTag) {
    SipHeaders copied = new SipHeaders();
    for (String via : headers.all(HeaderName.VIA)) {
      copied.add(HeaderName.VIA, via);
    }
    for (String route : headers.all(HeaderName.RECORD_ROUTE)) {
      copied.add(HeaderName.RECORD_ROUTE, route);
    }
    copied.add(HeaderName.FROM, headers.firstOr(HeaderName.FROM, ""));
    String to = headers.firstOr(HeaderName.TO, "");
    boolean tagged = toTag.isEmpty() || status == 100 || toTag() != null;
    copied.add(HeaderName.TO, tagged ? to : to + ";tag=" + toTag);
    copied.add(HeaderName.CALL_ID, callId());
    copied.add(HeaderName.CSEQ, headers.firstOr(HeaderName.CSEQ, ""));
    return new SipResponse(status, ReasonPhrase.of(status), copied, NOTHING);
  }

  @Override
  public String startLine() {
    return method + ' ' + uri + " SIP/2.0";
  }
}
