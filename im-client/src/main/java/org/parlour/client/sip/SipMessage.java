package org.parlour.client.sip;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A SIP request or response. The headers may be changed by the thread that owns the message; the
/// body's bytes never change.
public sealed interface SipMessage permits SipRequest, SipResponse {
  SipHeaders headers();

  byte[] body();

  default String callId() {
    return headers().firstOr(HeaderName.CALL_ID, "");
  }

  /// The CSeq number, or -1 when there is none that can be read.
  default long cseq() {
    String value = headers().firstOr(HeaderName.CSEQ, "");
    int blank = value.indexOf(' ');
    try {
      return Long.parseLong(blank < 0 ? value : value.substring(0, blank));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// The method of the transaction, from CSeq; empty when there is none.
  default String cseqMethod() {
    String value = headers().firstOr(HeaderName.CSEQ, "");
    return value.substring(value.lastIndexOf(' ') + 1);
  }

  default @Nullable String fromTag() {
    return HeaderText.parameter(headers().firstOr(HeaderName.FROM, ""), "tag");
  }

  default @Nullable String toTag() {
    return HeaderText.parameter(headers().firstOr(HeaderName.TO, ""), "tag");
  }

  /// The branch of the topmost Via; empty when there is none.
  default String branch() {
    String branch = HeaderText.parameter(headers().firstOr(HeaderName.VIA, ""), "branch");
    return branch == null ? "" : branch;
  }

  /// The body's media type in lower case, without parameters; empty when there is none.
  default String contentType() {
    return HeaderText.beforeParameters(headers().firstOr(HeaderName.CONTENT_TYPE, ""))
        .toLowerCase(Locale.ROOT);
  }

  /// `METHOD uri SIP/2.0` or `SIP/2.0 code reason`.
  String startLine();
}
