package org.parlour.conference.controlling;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ConferencePolicy;
import org.parlour.conference.state.SessionTimer;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SessionExpires.Refresher;
import org.parlour.contracts.sip.SipHeaders;

/// Session timers (RFC 4028; D-19, D-22).
final class SessionTimers {
  private SessionTimers() {}

  /// Answers 422 when the interval that `r` asks for is too short.
  ///
  /// @return whether it was
  static boolean refusesTooShort(Turn t, SipRequest r) {
    int shortest = t.policy().minSe();
    if (r.sessionExpires() == null || r.sessionExpires().seconds() >= shortest || !supports(r)) {
      return false;
    }
    Answers.refuse(t, r, 422, SipHeaders.builder().minSe(shortest).build());
    return true;
  }

  static boolean supports(SipRequest r) {
    return r.peer().supported().contains(Headers.TIMER)
        || r.peer().require().contains(Headers.TIMER);
  }

  /// What our 2xx says, and so what holds: the client refreshes unless it asked us to; no timer for
  /// one that cannot.
  static @Nullable SessionExpires grant(
      ConferencePolicy policy,
      boolean supported,
      @Nullable SessionExpires asked,
      @Nullable Integer minSe) {
    if (!supported) {
      return null;
    }
    int longest = Math.max(policy.sessionExpires(), minSe == null ? 0 : minSe);
    int seconds = asked == null ? longest : Math.min(asked.seconds(), longest);
    Refresher refresher =
        asked != null && asked.refresher() == Refresher.UAS ? Refresher.UAS : Refresher.UAC;
    return new SessionExpires(Math.max(seconds, policy.minSe()), refresher);
  }

  /// After our 2xx to a request of the peer.
  static @Nullable SessionTimer asServer(@Nullable SessionExpires granted) {
    return granted == null
        ? null
        : new SessionTimer(granted.seconds(), granted.refresher() == Refresher.UAS);
  }

  /// After the peer's 2xx to a request of ours. Without a header there is no timer.
  static @Nullable SessionTimer asClient(@Nullable SessionExpires answered) {
    return answered == null
        ? null
        : new SessionTimer(answered.seconds(), answered.refresher() == Refresher.UAC);
  }

  /// Starts anew from now.
  static void restart(Turn t, String tag, @Nullable SessionTimer timer) {
    if (timer == null) {
      t.clearTimer(TimerNames.SESSION + tag);
    } else {
      t.setTimer(TimerNames.SESSION + tag, Duration.ofSeconds(timer.due()));
    }
  }
}
