package org.parlour.edge.inbound;

import java.util.List;
import org.parlour.edge.metrics.Refusal;
import org.parlour.edge.syntax.HeaderField;

/// The edge answers a request by itself, with an error. Leaves no state.
final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Refusal reason;
  private final transient List<HeaderField> headers;

  /// @param phrase the reason phrase; may be shown to the peer
  RequestRefused(int status, Refusal reason, String phrase, HeaderField... headers) {
    super(phrase, null, false, false);
    this.status = status;
    this.reason = reason;
    this.headers = List.of(headers);
  }

  int status() {
    return status;
  }

  Refusal reason() {
    return reason;
  }

  String phrase() {
    return String.valueOf(getMessage());
  }

  /// What the answer carries beyond the skeleton.
  List<HeaderField> headers() {
    return headers;
  }

  static RequestRefused malformed(String what) {
    return new RequestRefused(400, Refusal.MALFORMED, "Bad Request: " + what);
  }

  static RequestRefused malformedBody(String what) {
    return new RequestRefused(400, Refusal.MALFORMED_BODY, "Bad Request: " + what);
  }
}
