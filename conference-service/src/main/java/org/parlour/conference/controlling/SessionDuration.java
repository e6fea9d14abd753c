package org.parlour.conference.controlling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.SessionHead;

/// How long a group's session may last at most (`session-active-policy`; reference §5.10, §11.5).
final class SessionDuration {
  private SessionDuration() {}

  /// The session became active, or the document changed.
  static void limit(Turn t) {
    SessionHead session = t.focus().running();
    Instant since = session == null ? null : session.activeSince();
    Integer most = mostSeconds(t);
    if (since == null || most == null) {
      t.clearTimer(TimerNames.DURATION);
    } else {
      t.setTimer(TimerNames.DURATION, Duration.between(t.at(), since.plusSeconds(most)));
    }
  }

  /// Time is up.
  static void over(Turn t) {
    if (t.focus().running() != null) {
      Leaving.end(t, Leaving.RELEASED);
    }
  }

  private static @Nullable Integer mostSeconds(Turn t) {
    return t.focus().document() == null ? null : t.focus().document().definition().maxDuration();
  }
}
