package org.parlour.conference.controlling;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.DialogOwner;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Effects;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Outstanding;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.sdp.SessionDescription;

/// Requests within dialogs: none before the dialog is confirmed, one outstanding at a time, CSeq
/// given when a request leaves the queue.
final class Outgoing {
  private Outgoing() {}

  /// Queues `intent` and sends what may be sent.
  static void queue(Turn t, DialogOwner owner, Intent intent) {
    store(t, owner, owner.dialog().queued(intent));
    pump(t, owner.tag());
  }

  /// Sends the next of the queue when it is its turn.
  static void pump(Turn t, String tag) {
    DialogOwner owner = owner(t, tag);
    if (owner == null) {
      return;
    }
    Dialog dialog = owner.dialog();
    if (!dialog.confirmed() || dialog.outstanding() != null || dialog.queue().isEmpty()) {
      return;
    }
    Intent intent = dialog.queue().getFirst();
    if (isBusy(t, owner, intent)) {
      return;
    }
    switch (intent) {
      case Intent.Bye bye -> send(t, owner, bye, "BYE", bye(t, bye), SipContent.NONE);
      case Intent.Refresh refresh -> refresh(t, (Leg) owner, refresh);
      case Intent.Move move -> move(t, (Leg) owner, move);
      case Intent.Modify modify -> modify(t, (Leg) owner, modify);
      case Intent.Report report ->
          send(t, owner, report, "NOTIFY", Referrals.headers(t, report), Referrals.content(report));
      case Intent.Notify notify -> {
        Subscription subscription = (Subscription) owner;
        SipHeaders headers = Notifying.headers(t, subscription);
        SipContent content = Notifying.content(t, subscription);
        t.apply(new Event.SubscriptionSignalled(subscription.notified(t.at(), t.revision())));
        send(t, t.subscription(tag), notify, "NOTIFY", headers, content);
      }
    }
  }

  /// RFC 3261 §14.1: no offer of ours before the peer's own INVITE has its ACK, nor while we keep
  /// out of its way.
  private static boolean isBusy(Turn t, DialogOwner owner, Intent intent) {
    return switch (intent) {
      case Intent.Bye bye -> false;
      case Intent.Report report -> false;
      case Intent.Modify modify
          when t.focus().timers().containsKey(TimerNames.RETRY + owner.tag()) ->
          true;
      case Intent.Modify modify -> awaitsAck(owner);
      case Intent.Refresh refresh -> awaitsAck(owner);
      case Intent.Move move -> awaitsAck(owner);
      case Intent.Notify notify -> awaitsAck(owner);
    };
  }

  private static boolean awaitsAck(DialogOwner owner) {
    return owner instanceof Leg leg && leg.awaitedAck() != null;
  }

  private static void move(Turn t, Leg leg, Intent.Move move) {
    SessionDescription local = leg.media().local();
    if (local == null || !Moving.isDue(t, leg, move)) {
      skip(t, leg);
    } else {
      reinvite(t, leg, move, local);
    }
  }

  private static void modify(Turn t, Leg leg, Intent.Modify modify) {
    if (leg.media().local() == null || leg.readsMessages() || t.focus().running() == null) {
      skip(t, leg);
    } else {
      reinvite(
          t,
          leg,
          modify.in(t.session().media().epoch()),
          ModifyingByUs.offer(t, leg, modify, leg.media().local()));
    }
  }

  private static void skip(Turn t, Leg leg) {
    store(t, leg, leg.dialog().skipped());
    pump(t, leg.tag());
  }

  private static void reinvite(Turn t, Leg leg, Intent intent, SessionDescription offer) {
    SipHeaders.Builder headers = Headers.request(t.session());
    if (leg.timer() != null) {
      headers
          .sessionExpires(
              new SessionExpires(
                  leg.timer().seconds(),
                  leg.timer().ours() ? SessionExpires.Refresher.UAC : SessionExpires.Refresher.UAS))
          .minSe(t.policy().minSe());
    }
    send(t, leg, intent, "INVITE", headers.build(), new SipContent.Session(offer));
  }

  /// RFC 3261 §14.1, after a 491: the owner of the Call-ID waits 2.1 to 4 s, the other side 0 to 2
  /// s.
  static void afterGlare(Turn t, Leg leg) {
    long drawn = t.number("glare");
    long tens = leg.dialledIn() ? Math.floorMod(drawn, 201L) : 210 + Math.floorMod(drawn, 191L);
    t.setTimer(TimerNames.RETRY + leg.tag(), Duration.ofMillis(tens * 10));
  }

  /// The outstanding request has its final response, or will have none.
  static void finished(Turn t, DialogOwner owner) {
    t.clearTimer(TimerNames.GUARDED + owner.tag());
    store(t, owner, owner.dialog().finished());
  }

  /// A request in `dialog` with the CSeq number `cseq`.
  static SendRequest request(
      Turn t, Dialog dialog, String method, long cseq, SipHeaders headers, SipContent content) {
    return dialog.request(t.key(), method, cseq, headers, content);
  }

  /// The ACK for a 2xx to our INVITE: the same each time.
  static void acknowledge(Turn t, Dialog dialog, long cseq) {
    t.emit(new Effect.ToAnyEdge(request(t, dialog, "ACK", cseq, SipHeaders.NONE, SipContent.NONE)));
  }

  private static void send(
      Turn t, DialogOwner owner, Intent intent, String method, SipHeaders h, SipContent c) {
    Dialog dialog = owner.dialog();
    SendRequest request = request(t, dialog, method, dialog.localCSeq() + 1, h, c);
    store(t, owner, dialog.sending(new Outstanding(request.id(), method, request.cseq(), intent)));
    t.setTimer(
        TimerNames.GUARDED + owner.tag(),
        method.equals("INVITE") ? TimerNames.INVITE_GUARD : TimerNames.GUARD);
    if (!method.equals("NOTIFY") || !Effects.follow(t.effects(), request)) {
      t.emit(new Effect.ToAnyEdge(request));
    }
  }

  private static SipHeaders bye(Turn t, Intent.Bye bye) {
    SessionHead session = Objects.requireNonNull(t.focus().session());
    return Headers.request(session).reason(bye.reason()).build();
  }

  /// UPDATE without a body where the peer takes it, or has no media, else a re-INVITE with what we
  /// last described.
  private static void refresh(Turn t, Leg leg, Intent.Refresh intent) {
    int seconds = leg.timer() == null ? t.policy().sessionExpires() : leg.timer().seconds();
    SipHeaders headers =
        Headers.request(t.session())
            .sessionExpires(new SessionExpires(seconds, SessionExpires.Refresher.UAC))
            .minSe(t.policy().minSe())
            .build();
    boolean update =
        leg.dialog().allows("UPDATE") || leg.media().local() == null || leg.readsMessages();
    SipContent content =
        update || leg.media().local() == null
            ? SipContent.NONE
            : new SipContent.Session(leg.media().local());
    send(t, leg, intent, update ? "UPDATE" : "INVITE", headers, content);
  }

  static void store(Turn t, DialogOwner owner, Dialog dialog) {
    switch (owner) {
      case Leg leg -> t.apply(new Event.LegSignalled(t.leg(leg.tag()).with(dialog)));
      case Subscription s ->
          t.apply(new Event.SubscriptionSignalled(t.subscription(s.tag()).with(dialog)));
    }
  }

  static @Nullable DialogOwner owner(Turn t, String tag) {
    Leg leg = t.focus().legs().get(tag);
    return leg != null ? leg : t.focus().subscriptions().get(tag);
  }
}
