package org.parlour.conference.controlling;

import java.time.Duration;
import org.parlour.conference.pager.Fanout;

/// The timers of a focus. All but the last five belong to a dialog, whose tag follows the colon;
/// after that of pager mode follows a message.
final class TimerNames {
  /// RFC 3261 §17: the round-trip estimate.
  private static final Duration T1 = Duration.ofMillis(500);

  /// How long a peer may take, by all timers of RFC 3261 that are made of T1.
  static final Duration TRANSACTION = T1.multipliedBy(64);

  /// An edge must have said something by then: what it did not say is a 408.
  static final Duration GUARD = TRANSACTION.plusSeconds(8);

  static final Duration INVITE_GUARD = Duration.ofSeconds(188);

  static final String ANSWER = "answer:";
  static final String ACK = "ack:";
  static final String SESSION = "session:";
  static final String GUARDED = "guard:";
  static final String GRACE = "grace:";
  static final String EXPIRY = "expiry:";
  static final String NOTIFY = "notify:";
  static final String RETRY = "retry:";
  static final String PAGER = Fanout.TIMER;
  static final String RECENT = "recent:";
  static final String DURATION = "duration:";
  static final String HANDOVER = "handover:";
  static final String CLOSING = "closing:";
  static final String UPSTREAM = "upstream:";

  private TimerNames() {}

  /// Clears whatever still runs for a leg.
  static void clearLeg(Turn t, String tag) {
    t.clearTimer(ANSWER + tag);
    t.clearTimer(ACK + tag);
    t.clearTimer(SESSION + tag);
    t.clearTimer(GUARDED + tag);
    t.clearTimer(GRACE + tag);
    t.clearTimer(RETRY + tag);
  }

  static void clearSubscription(Turn t, String tag) {
    t.clearTimer(EXPIRY + tag);
    t.clearTimer(NOTIFY + tag);
    t.clearTimer(GUARDED + tag);
  }
}
