package org.parlour.conference.participating;

import java.time.Duration;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.DocumentWatch;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Outstanding;
import org.parlour.contracts.signalling.AnswerAbandoned;
import org.parlour.contracts.signalling.DocumentChanged;
import org.parlour.contracts.signalling.DocumentsFound;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.RequestId;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState;
import org.parlour.contracts.xdm.DocumentForgotten;
import org.parlour.protocol.xcapdiff.XcapDiff;

/// NOTIFYs about documents (RFC 5875): one at a time, and what changes meanwhile is in the
/// next one.
final class Telling {
  private static final Intent NOTIFY = new Intent.Notify();

  private Telling() {}

  /// What there is of the documents; the answer may come again, and be told again only when it was
  /// awaited.
  static void found(UserTurn t, DocumentsFound answer) {
    DocumentWatch asking =
        t.user().watches().first(watch -> answer.question().equals(watch.question()));
    if (asking != null && !asking.ended()) {
      WatchTimers.answered(t, asking);
      DocumentWatch found = asking.found(answer);
      t.store(found);
      queue(t, found);
    }
  }

  static void changed(UserTurn t, DocumentChanged change) {
    for (DocumentWatch watch : t.user().watches().values()) {
      DocumentWatch now = watch.live() ? watch.changed(change) : watch;
      if (now != watch) {
        t.store(now);
        queue(t, now);
      }
    }
    if (change.asked() && t.user().watches().count(w -> w.mayWant(change.path())) == 0) {
      t.emit(new Effect.ToXdm(new DocumentForgotten(change.user(), change.path())));
    }
  }

  /// Tells it now, or when the last NOTIFY is answered.
  static void queue(UserTurn t, DocumentWatch watch) {
    DocumentWatch queued = watch.with(watch.dialog().queued(NOTIFY));
    t.store(queued);
    pump(t, queued);
  }

  private static void pump(UserTurn t, DocumentWatch watch) {
    Dialog dialog = watch.dialog();
    if (dialog.outstanding() != null || dialog.queue().isEmpty()) {
      return;
    }
    if (!watch.hasNews()) {
      t.store(watch.with(dialog.skipped()));
      return;
    }
    SendRequest request =
        dialog.request(
            t.user().key(), "NOTIFY", dialog.localCSeq() + 1, headers(t, watch), content(watch));
    Outstanding sent = new Outstanding(request.id(), "NOTIFY", request.cseq(), NOTIFY);
    t.store(watch.with(dialog.sending(sent)).notified());
    WatchTimers.guard(t, watch);
    if (!Effects.follow(t.effects(), request)) {
      t.emit(new Effect.ToAnyEdge(request));
    }
  }

  private static SipHeaders headers(UserTurn t, DocumentWatch watch) {
    int left = (int) Math.max(0, Duration.between(t.at(), watch.expiresAt()).toSeconds());
    return Watching.headers(t)
        .event(watch.event())
        .subscriptionState(
            watch.ending() == null
                ? SubscriptionState.active(left)
                : SubscriptionState.terminated(watch.ending()))
        .build();
  }

  private static SipContent content(DocumentWatch watch) {
    XcapDiff news = watch.picture().news();
    return news == null ? SipContent.NONE : new SipContent.Documents(news);
  }

  static void received(UserTurn t, SipResponse response) {
    if (response.status() >= 200) {
      answered(t, response.request(), response.status());
    }
  }

  /// The NOTIFY has its final response, or will have none. Whoever does not take it is subscribed
  /// no more (RFC 6665 §4.2.2).
  static void answered(UserTurn t, RequestId request, int status) {
    DocumentWatch watch = t.watch(Branch.tag(request));
    Outstanding outstanding = watch == null ? null : watch.dialog().outstanding();
    if (watch == null || outstanding == null || !outstanding.id().equals(request)) {
      return;
    }
    if (status / 100 != 2 || watch.ended()) {
      forget(t, watch);
      return;
    }
    WatchTimers.guarded(t, watch);
    DocumentWatch finished = watch.with(watch.dialog().finished());
    t.store(finished);
    pump(t, finished);
  }

  /// The edge died with the NOTIFY: whether it was read is not known, so the next one tells all.
  static void unanswered(UserTurn t, DocumentWatch watch) {
    if (watch.ended()) {
      forget(t, watch);
    } else {
      queue(t, watch.with(watch.dialog().finished()).untold());
    }
  }

  /// The edge answered 503 in our place: the subscription that nobody knows of is undone.
  static void abandoned(UserTurn t, AnswerAbandoned abandoned) {
    DocumentWatch watch =
        t.user().watches().first(w -> w.request().equals(abandoned.transaction()));
    if (watch != null && watch.dialog().localCSeq() == 0) {
      forget(t, watch);
    }
  }

  static void forget(UserTurn t, DocumentWatch watch) {
    WatchTimers.clear(t, watch.tag());
    t.apply(new Event.WatchForgotten(watch.tag()));
  }
}
