package org.parlour.conference.participating;

import java.time.Duration;
import org.parlour.conference.state.DocumentWatch;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;

/// The timers of a subscription to documents; its tag follows the colon.
final class WatchTimers {
  private static final String EXPIRY = "watch-expiry:";
  private static final String ANSWER = "watch-answer:";
  private static final String GUARD = "watch-guard:";

  /// A subscriber waits so long for its first NOTIFY. One without a body follows then.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// An edge that lives has said something by then (64·T1 + 8 s), be it that nobody answered.
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private WatchTimers() {}

  static void expireIn(UserTurn t, DocumentWatch watch) {
    if (watch.live()) {
      t.setTimer(EXPIRY + watch.tag(), Duration.ofSeconds(watch.granted()));
    } else {
      t.clearTimer(EXPIRY + watch.tag());
    }
  }

  static void waitForAnswer(UserTurn t, DocumentWatch watch) {
    t.setTimer(ANSWER + watch.tag(), PATIENCE);
  }

  static void answered(UserTurn t, DocumentWatch watch) {
    t.clearTimer(ANSWER + watch.tag());
  }

  static void guard(UserTurn t, DocumentWatch watch) {
    t.setTimer(GUARD + watch.tag(), SILENCE);
  }

  static void guarded(UserTurn t, DocumentWatch watch) {
    t.clearTimer(GUARD + watch.tag());
  }

  static void clear(UserTurn t, String tag) {
    t.clearTimer(EXPIRY + tag);
    t.clearTimer(ANSWER + tag);
    t.clearTimer(GUARD + tag);
  }

  static void fired(UserTurn t, TimerFired fired) {
    Timer timer = t.user().timers().get(fired.name());
    if (timer == null || timer.generation() != fired.generation()) {
      return;
    }
    t.clearTimer(fired.name());
    String tag = fired.name().substring(fired.name().indexOf(':') + 1);
    DocumentWatch watch = t.watch(tag);
    if (watch == null) {
      return;
    }
    if (fired.name().startsWith(EXPIRY)) {
      DocumentWatch ending = watch.ending(TerminationReason.TIMEOUT);
      t.store(ending);
      Telling.queue(t, ending);
    } else if (fired.name().startsWith(ANSWER)) {
      Telling.queue(t, watch);
    } else if (fired.name().startsWith(GUARD)) {
      Telling.unanswered(t, watch);
    }
  }
}
