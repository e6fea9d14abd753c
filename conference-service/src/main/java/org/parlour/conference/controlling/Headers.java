package org.parlour.conference.controlling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// The headers of the focus (reference §5.1, §5.2, §5.8).
final class Headers {
  static final List<String> ALLOW =
      List.of(
          "INVITE",
          "ACK",
          "CANCEL",
          "BYE",
          "MESSAGE",
          "SUBSCRIBE",
          "NOTIFY",
          "UPDATE",
          "REFER",
          "OPTIONS");
  static final String CONFERENCE = "conference";
  static final String TIMER = "timer";
  static final String NO_REFER_SUBSCRIPTION = "norefersub";

  private Headers() {}

  /// What every 18x and 2xx to INVITE carries (clause 7.2.1.1).
  static SipHeaders.Builder answer(SessionHead session) {
    return SipHeaders.builder()
        .focusContact(session.session())
        .assertedIdentity(NameAddress.of(session.identity()))
        .allow(ALLOW)
        .allowEvents(CONFERENCE)
        .supported(TIMER, NO_REFER_SUBSCRIPTION);
  }

  /// A 2xx to INVITE or UPDATE, with the session timer when there is one.
  static SipHeaders accepting(SessionHead session, @Nullable SessionExpires timer) {
    SipHeaders.Builder headers = answer(session).sessionExpires(timer);
    if (timer != null && timer.refresher() == SessionExpires.Refresher.UAC) {
      headers.require(TIMER);
    }
    return headers.build();
  }

  /// A request in a leg's dialog.
  static SipHeaders.Builder request(SessionHead session) {
    return SipHeaders.builder()
        .focusContact(session.session())
        .assertedIdentity(NameAddress.of(session.identity()))
        .allow(ALLOW)
        .supported(TIMER, NO_REFER_SUBSCRIPTION);
  }

  /// In a subscription's dialog (7.2.1.12-7, -8).
  static SipHeaders.Builder notifier(ImAddress contact, ImAddress identity) {
    return SipHeaders.builder()
        .focusContact(contact)
        .assertedIdentity(NameAddress.of(identity))
        .supported(NO_REFER_SUBSCRIPTION);
  }
}
