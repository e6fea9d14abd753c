package org.parlour.conference.upstream;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Subscriber;
import org.parlour.conference.state.Timer;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.signalling.TimerFired;
import org.parlour.contracts.signalling.UpstreamWatch;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.NameAddress;

/// SUBSCRIBEs of ours, and what becomes of them: refreshed in time, begun again after a pause that
/// doubles with each failure.
final class Asking {
  /// Seconds that we ask for.
  static final int LONGEST = 3600;

  static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final String REFRESH = "refresh";
  private static final String GUARD = "guard";
  private static final String RETRY = "retry";
  private static final int TIMEOUT = 408;

  /// An edge that lives has said something by then (64·T1 + 8 s), be it that nobody answered.
  private static final Duration SILENCE = Duration.ofSeconds(40);

  /// Time for a refresh before a subscription ends; half of a short one.
  private static final int MARGIN = 600;

  private static final int DOUBLINGS = 7;

  private Asking() {}

  static void wanted(UpstreamTurn t, UpstreamWatch w) {
    Subscriber s = t.subscriber();
    if (w.wanted() == null) {
      if (s != null) {
        leave(t, s);
      }
    } else if (s == null) {
      subscribe(t, Subscriber.begun(w.wanted(), Derived.seed(w.seed())));
    } else if (s.leaving() || !s.wanted().equals(w.wanted())) {
      t.forget();
      subscribe(t, Subscriber.begun(w.wanted(), Derived.seed(w.seed())));
    }
  }

  /// Before there is a dialog that stands still nothing can be ended in it: the notifier will hear
  /// of it by our 481.
  private static void leave(UpstreamTurn t, Subscriber s) {
    if (s.dialog().remoteTag() == null || s.awaiting() != null) {
      t.forget();
    } else if (!s.leaving()) {
      send(t, s, 0);
    }
  }

  private static void subscribe(UpstreamTurn t, Subscriber s) {
    send(t, s, LONGEST);
  }

  private static void send(UpstreamTurn t, Subscriber s, int expires) {
    long cseq = s.dialog().localCSeq() + 1;
    SendRequest request =
        s.dialog()
            .request(
                t.key(),
                "SUBSCRIBE",
                cseq,
                headers(t, s, expires),
                new SipContent.DocumentList(List.of(s.wanted().document())));
    t.store(s.asking(s.dialog().sent(cseq), request.id(), expires == 0));
    t.clearTimer(REFRESH);
    t.clearTimer(RETRY);
    t.setTimer(GUARD, SILENCE);
    t.emit(new Effect.ToAnyEdge(request));
  }

  private static SipHeaders headers(UpstreamTurn t, Subscriber s, int expires) {
    return SipHeaders.builder()
        .contact(t.domain().documentsOf(t.key()))
        .assertedIdentity(NameAddress.of(s.wanted().subscriber()))
        .event(new EventPackage(EventPackage.XCAP_DIFF, null))
        .expires(expires)
        .build();
  }

  static void responded(UpstreamTurn t, SipResponse r) {
    Subscriber s = t.subscriber();
    if (r.status() / 100 != 2) {
      refused(t, r.request(), r.status(), r.retryAfter());
    } else if (s != null && r.request().equals(s.awaiting())) {
      accepted(t, s, r);
    }
  }

  private static void accepted(UpstreamTurn t, Subscriber s, SipResponse r) {
    t.clearTimer(GUARD);
    if (s.leaving()) {
      t.forget();
      return;
    }
    Dialog known =
        s.dialog().remoteTag() == null
            ? established(s.dialog(), r.dialog().remoteTag(), r.recordRoutes().reversed())
            : s.dialog();
    t.store(
        s.answered()
            .with(known.heardOf(r.contact() == null ? null : r.contact().address(), List.of())));
    if (t.timer(REFRESH) == null) {
      refreshBefore(t, LONGEST); // until the NOTIFY says how long it lasts
    }
  }

  /// @param recordRoutes topmost first as they come in a request, last first in a response
  static Dialog established(Dialog dialog, @Nullable String tag, List<String> recordRoutes) {
    return dialog.established(tag, recordRoutes.isEmpty() ? dialog.routes() : recordRoutes);
  }

  /// It has a final response that is none of 2xx, or will have none.
  static void refused(UpstreamTurn t, RequestId request, int status, @Nullable Integer retryAfter) {
    Subscriber s = t.subscriber();
    if (s == null || !request.equals(s.awaiting()) || status < 200) {
      return;
    }
    if (s.leaving()) {
      t.forget();
      return;
    }
    boolean told = s.dialog().remoteTag() != null;
    pause(t, s.failed(), retryAfter == null ? pause(s) : Duration.ofSeconds(retryAfter));
    if (told) {
      t.notice(t.at());
    }
  }

  /// Between half of it and all, so that those who failed together do not come back together.
  private static Duration pause(Subscriber s) {
    long longest =
        Math.min(
            FIRST_PAUSE.toMillis() << Math.min(s.failures(), DOUBLINGS), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(
        longest / 2 + Derived.number(s.seed(), "pause", s.life()) % (longest / 2));
  }

  /// Nothing is told until it is begun again.
  static void pause(UpstreamTurn t, Subscriber s, Duration pause) {
    t.store(s);
    t.clearTimer(GUARD);
    t.clearTimer(REFRESH);
    t.setTimer(RETRY, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  /// @param left seconds
  static void refreshBefore(UpstreamTurn t, int left) {
    t.setTimer(REFRESH, Duration.ofSeconds(Math.max(1, left - Math.min(MARGIN, left / 2))));
  }

  static void fired(UpstreamTurn t, TimerFired fired) {
    Timer timer = t.timer(fired.name());
    Subscriber s = t.subscriber();
    if (s == null || timer == null || timer.generation() != fired.generation()) {
      return;
    }
    t.clearTimer(fired.name());
    switch (fired.name()) {
      case GUARD -> {
        if (s.awaiting() != null) {
          refused(t, s.awaiting(), TIMEOUT, null);
        }
      }
      case REFRESH -> {
        if (s.awaiting() == null) {
          subscribe(t, s);
        }
      }
      case RETRY -> subscribe(t, s.anew());
      default -> {}
    }
  }
}
