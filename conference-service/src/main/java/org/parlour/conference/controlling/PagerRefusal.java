package org.parlour.conference.controlling;

import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.protocol.address.ImAddress;

/// Group pager messages are switched off: clause 8.3.1.1.1 is obeyed as far as its refusals go.
final class PagerRefusal {
  private PagerRefusal() {}

  static void refuse(Turn t, SipRequest r) {
    ImAddress target = r.requestUri();
    if (Targets.exists(t, target)) {
      Answers.refuse(t, r, ImError.LIST_SERVICE_NOT_SUPPORTED);
    } else {
      Answers.refuse(
          t,
          r,
          t.policy().domain().isSession(target)
              ? ImError.SESSION_UNKNOWN
              : ImError.CONFERENCE_UNKNOWN);
    }
  }
}
