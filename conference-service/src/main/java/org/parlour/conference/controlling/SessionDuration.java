package org.parlour.conference.controlling;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.SessionHead;

/// How long a session may last at most: as the operator says (`im.session.max-duration`), and a
/// group's as its document says (`session-active-policy`; reference §5.10, §11.5).
final class SessionDuration {
  private SessionDuration() {}

  /// The session became active, or the document changed.
  static void limit(Turn t) {
    SessionHead session = t.focus().running();
    Instant since = session == null ? null : session.activeSince();
    Duration most = most(t);
    if (since == null || most == null) {
      t.clearTimer(TimerNames.DURATION);
    } else {
      t.setTimer(TimerNames.DURATION, Duration.between(t.at(), since.plus(most)));
    }
  }

  /// Time is up: participants are told, and then it ends.
  static void over(Turn t) {
    if (t.focus().running() != null) {
      Leaving.close(t);
    }
  }

  private static @Nullable Duration most(Turn t) {
    Duration ofAll = t.policy().maxDuration();
    Duration ofGroup = ofGroup(t);
    return ofGroup == null || (ofAll != null && ofAll.compareTo(ofGroup) < 0) ? ofAll : ofGroup;
  }

  private static @Nullable Duration ofGroup(Turn t) {
    Integer seconds =
        t.focus().document() == null ? null : t.focus().document().definition().maxDuration();
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
