package org.parlour.conference.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Subscriber;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;

/// NOTIFYs that come to us. One may come before the 2xx to the SUBSCRIBE, and makes the dialog then
/// (RFC 6665 §4.1.2.4).
final class Hearing {
  private static final int UNKNOWN_DIALOG = 481;
  private static final int OUT_OF_ORDER = 500;

  /// After the end of one that may be begun again at once.
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

  private Hearing() {}

  static void notified(UpstreamTurn t, SipRequest r, SipMethod.Notify notify) {
    Subscriber s = t.subscriber();
    if (s == null || !isOf(s.dialog(), r)) {
      t.answer(r, UNKNOWN_DIALOG, SipHeaders.NONE);
    } else if (r.cseq() == s.dialog().remoteCSeq()) {
      t.answer(r, 200, SipHeaders.NONE); // it comes again
    } else if (r.cseq() < s.dialog().remoteCSeq()) {
      t.answer(r, OUT_OF_ORDER, SipHeaders.NONE);
    } else {
      t.answer(r, 200, SipHeaders.NONE);
      heard(t, s.with(heard(s.dialog(), r)), notify);
    }
  }

  private static boolean isOf(Dialog dialog, SipRequest r) {
    return dialog.callId().equals(r.dialog().callId())
        && dialog.localTag().equals(r.dialog().localTag())
        && r.dialog().remoteTag() != null
        && (dialog.remoteTag() == null || dialog.remoteTag().equals(r.dialog().remoteTag()));
  }

  private static Dialog heard(Dialog dialog, SipRequest r) {
    Dialog known =
        dialog.remoteTag() == null
            ? Asking.established(dialog, r.dialog().remoteTag(), r.recordRoutes())
            : dialog;
    return known
        .heardOf(r.contact() == null ? null : r.contact().address(), List.of())
        .received(r.cseq());
  }

  private static void heard(UpstreamTurn t, Subscriber s, SipMethod.Notify notify) {
    switch (notify.state()) {
      case ACTIVE -> told(t, s, notify.expires());
      case TERMINATED -> ended(t, s, notify);
      case PENDING -> t.store(s);
      case null -> t.store(s);
    }
  }

  private static void told(UpstreamTurn t, Subscriber s, @Nullable Integer expires) {
    int left = Objects.requireNonNullElse(expires, Asking.LONGEST);
    t.store(s.told());
    if (!s.leaving()) {
      Asking.refreshBefore(t, left);
      t.notice(t.at().plusSeconds(left));
    }
  }

  private static void ended(UpstreamTurn t, Subscriber s, SipMethod.Notify notify) {
    if (s.leaving()) {
      t.forget();
      return;
    }
    Asking.pause(
        t,
        s.answered(),
        notify.retryAfter() == null
            ? pause(notify.reason())
            : Duration.ofSeconds(notify.retryAfter()));
    t.notice(t.at());
  }

  /// Before it is begun again (RFC 6665 §4.1.3).
  private static Duration pause(@Nullable TerminationReason reason) {
    return switch (reason) {
      case DEACTIVATED, TIMEOUT -> SHORT_PAUSE;
      case PROBATION, GIVEUP -> Asking.FIRST_PAUSE;
      case NORESOURCE, REJECTED, INVARIANT -> Asking.LONGEST_PAUSE;
      case null -> SHORT_PAUSE;
    };
  }
}
