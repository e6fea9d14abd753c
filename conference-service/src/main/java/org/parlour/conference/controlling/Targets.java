package org.parlour.conference.controlling;

import org.parlour.conference.state.SessionHead;
import org.parlour.protocol.address.ImAddress;

/// Which of our public identities a request names (D-04).
final class Targets {
  private Targets() {}

  /// Whether the URI is a running S or a known G. A `;session=` token that is not the running one
  /// is an unknown S.
  static boolean exists(Turn t, ImAddress target) {
    SessionHead running = t.focus().running();
    if (t.policy().domain().isGroupSession(target)) {
      return running != null
          && running.session().parameter("session").equals(target.parameter("session"));
    }
    return t.policy().domain().isAdHocSession(target)
        ? running != null
        : t.focus().document() != null;
  }
}
