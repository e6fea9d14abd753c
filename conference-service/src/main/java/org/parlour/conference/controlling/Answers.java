package org.parlour.conference.controlling;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.PendingAnswer;
import org.parlour.conference.state.RecentAnswer;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SendAnswer;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.Warning;

/// Answers to requests. Final ones are remembered for [TimerNames#TRANSACTION], so that a
/// retransmission at another edge gets the same.
final class Answers {
  private static final int RETRY_LATER = 10;

  private Answers() {}

  static void refuse(Turn t, SipRequest r, ImError error) {
    SipHeaders.Builder headers = SipHeaders.builder().warning(error.warning());
    if (error == ImError.OVERLOAD || error == ImError.TOO_MANY_SUBSCRIPTIONS) {
      headers.retryAfter(RETRY_LATER);
    }
    refuse(t, r, error.sipStatus(), headers.build());
  }

  static void refuse(Turn t, SipRequest r, int status, @Nullable Warning warning) {
    refuse(t, r, status, SipHeaders.builder().warning(warning).build());
  }

  static void refuse(Turn t, SipRequest r, int status, SipHeaders headers) {
    keep(t, send(t, r, status, ownTag(r), headers, SipContent.NONE));
  }

  /// A 200 within a dialog.
  static void accept(Turn t, SipRequest r, SipHeaders headers, SipContent content) {
    accept(t, r, 200, headers, content);
  }

  static void accept(Turn t, SipRequest r, int status, SipHeaders headers, SipContent content) {
    keep(t, send(t, r, status, ownTag(r), headers, content));
  }

  /// A 2xx that opens a dialog.
  static void open(Turn t, SipRequest r, int status, String tag, SipHeaders headers) {
    keep(t, send(t, r, status, tag, headers, SipContent.NONE));
  }

  static void pending(
      Turn t, PendingAnswer p, int status, String tag, SipHeaders headers, SipContent content) {
    SendAnswer answer =
        new SendAnswer(
            t.key(),
            p.transaction(),
            p.replyTo(),
            p.skeleton(),
            status,
            tag,
            headers,
            content,
            List.of());
    t.emit(new Effect.ToEdge(p.replyTo().edge(), answer));
    if (status >= 200) {
      keep(t, answer);
    }
  }

  /// The same answer to the edge that read the request again.
  static void repeat(Turn t, SipRequest r, SendAnswer first) {
    t.emit(
        new Effect.ToEdge(
            r.replyTo().edge(),
            new SendAnswer(
                first.key(),
                first.transaction(),
                r.replyTo(),
                r.skeleton(),
                first.status(),
                first.toTag(),
                first.headers(),
                first.content(),
                List.of())));
  }

  private static SendAnswer send(
      Turn t, SipRequest r, int status, String tag, SipHeaders headers, SipContent c) {
    SendAnswer answer =
        new SendAnswer(
            t.key(),
            r.transaction(),
            r.replyTo(),
            r.skeleton(),
            status,
            tag,
            headers,
            c,
            List.of());
    t.emit(new Effect.ToEdge(r.replyTo().edge(), answer));
    return answer;
  }

  /// Nothing is kept for a focus that has nothing else: what was refused once is refused again.
  private static void keep(Turn t, SendAnswer answer) {
    if (t.focus().isEmpty()) {
      return;
    }
    t.apply(new Event.AnswerKept(new RecentAnswer(answer, t.at())));
    if (!t.focus().timers().containsKey(TimerNames.RECENT)) {
      t.setTimer(TimerNames.RECENT, TimerNames.GUARD);
    }
  }

  /// The dialog's tag, or that of an answer that opens no dialog: the same each time the request
  /// comes.
  private static String ownTag(SipRequest r) {
    return r.dialog().localTag() == null
        ? Derived.token("", r.transaction().value(), 0)
        : r.dialog().localTag();
  }

  /// The timer for old answers fired.
  static void forgetOld(Turn t) {
    Instant limit = t.at().minus(TimerNames.TRANSACTION);
    t.focus()
        .recent()
        .values()
        .forEach(
            kept -> {
              if (!kept.at().isAfter(limit)) {
                t.apply(new Event.AnswerForgotten(kept.answer().transaction().value()));
              }
            });
    if (!t.focus().recent().isEmpty()) {
      t.setTimer(TimerNames.RECENT, TimerNames.GUARD);
    }
  }
}
