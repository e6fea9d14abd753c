package org.parlour.client.sip;

/// @param status 100 to 699
public record SipResponse(int status, String reason, SipHeaders headers, byte[] body)
    implements SipMessage {
  public boolean provisional() {
    return status < 200;
  }

  public boolean success() {
    return status >= 200 && status < 300;
  }

  /// The same with `content`; the type header is set, the length is written when the message is.
  public SipResponse withBody(String contentType, byte[] content) {
    headers.set(HeaderName.CONTENT_TYPE, contentType);
    return new SipResponse(status, reason, headers, content);
  }

  /// The same with headers of its own.
  public SipResponse copy() {
    return new SipResponse(status, reason, headers.copy(), body);
  }

  /// Status, reason and the text of a Warning when there is one: what a person should read.
  public String describe() {
    String warning = headers.first(HeaderName.WARNING);
    int quote = warning == null ? -1 : warning.indexOf('"');
    return warning == null || quote < 0
        ? status + " " + reason
        : status + " " + reason + ": " + HeaderText.unquote(warning.substring(quote).strip());
  }

  @Override
  public String startLine() {
    return "SIP/2.0 " + status + ' ' + reason;
  }
}
