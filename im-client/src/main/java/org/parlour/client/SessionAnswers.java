package org.parlour.client;

import org.jspecify.annotations.Nullable;
import org.parlour.client.sip.HeaderName;
import org.parlour.client.sip.HeaderText;
import org.parlour.client.sip.SipRequest;
import org.parlour.client.sip.SipResponse;

/// The session timer part of the client's 200 to an INVITE or UPDATE (7.1.2.2-4, -5; D-19).
final class SessionAnswers {
  private SessionAnswers() {}

  /// The client refreshes, unless the request says that its sender does (RFC 4028 §9).
  ///
  /// @param ownSeconds the interval when the request names none
  static void addTo(SipResponse response, SipRequest request, int ownSeconds) {
    @Nullable String asked = request.headers().first(HeaderName.SESSION_EXPIRES);
    long seconds = asked == null ? ownSeconds : SessionTimer.seconds(asked);
    boolean theirs =
        asked != null && "uac".equalsIgnoreCase(HeaderText.parameter(asked, "refresher"));
    response
        .headers()
        .add(HeaderName.SESSION_EXPIRES, seconds + ";refresher=" + (theirs ? "uac" : "uas"))
        .add(HeaderName.SUPPORTED, "timer");
    if (theirs) {
      response.headers().add(HeaderName.REQUIRE, "timer");
    }
  }
}
