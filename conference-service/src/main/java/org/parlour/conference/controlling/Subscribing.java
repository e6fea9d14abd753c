package org.parlour.conference.controlling;

import java.time.Duration;
import java.util.List;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.SessionHead;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.EventPackage;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Subscribing to Participant information (clause 7.2.1.12). The checks stand in the order of the
/// clause.
final class Subscribing {
  private static final int BAD_EVENT = 489;

  private Subscribing() {}

  static void create(Turn t, SipRequest r, SipMethod.Subscribe subscribe) {
    if (!Targets.exists(t, r.requestUri())) {
      Answers.refuse(t, r, ImError.CONFERENCE_UNKNOWN);
      return;
    }
    if (refusesEvent(t, r, subscribe)) {
      return;
    }
    NameAddress originator = Admission.originator(t, r);
    if (originator == null) {
      return;
    }
    ImAddress user = originator.address().canonical();
    if (subscriptions(t, user) >= t.policy().maxSubscriptionsPerUser()) {
      Answers.refuse(t, r, ImError.TOO_MANY_SUBSCRIPTIONS);
      return;
    }
    if (!Admission.maySubscribe(t, user)) {
      Answers.refuse(t, r, ImError.SUBSCRIPTION_NOT_ALLOWED);
      return;
    }
    open(t, r, subscribe, user);
  }

  private static int subscriptions(Turn t, ImAddress user) {
    return t.focus()
        .subscriptions()
        .count(s -> s.live() && s.subscriber().equals(user) && !Referrals.isReferral(s));
  }

  private static boolean refusesEvent(Turn t, SipRequest r, SipMethod.Subscribe subscribe) {
    if (subscribe.event().name().equals(EventPackage.CONFERENCE)) {
      return false;
    }
    Answers.refuse(t, r, BAD_EVENT, SipHeaders.builder().allowEvents(Headers.CONFERENCE).build());
    return true;
  }

  private static void open(Turn t, SipRequest r, SipMethod.Subscribe subscribe, ImAddress user) {
    String tag = t.token("tag");
    int expires = granted(t, subscribe);
    ImAddress entity = entity(t, r.requestUri());
    t.apply(
        new Event.SubscriptionOpened(
            new Subscription(
                Dialog.asServer(r, tag).confirmedNow(),
                user,
                entity,
                subscribe.event(),
                r.transaction(),
                t.at().plusSeconds(expires),
                0,
                true,
                0,
                null,
                null,
                false)));
    Answers.open(t, r, 200, tag, headers(t, entity, expires));
    tell(t, tag, expires);
  }

  /// A SUBSCRIBE within the dialog: refresh, or with `Expires: 0` the end.
  static void refresh(
      Turn t, SipRequest r, SipMethod.Subscribe subscribe, Subscription subscription) {
    if (refusesEvent(t, r, subscribe)) {
      return;
    }
    if (!subscription.live()) {
      Answers.refuse(t, r, 481, SipHeaders.NONE);
      return;
    }
    int expires = granted(t, subscribe);
    Subscription refreshed =
        subscription
            .with(
                subscription
                    .dialog()
                    .heardOf(r.contact() == null ? null : r.contact().address(), List.of()))
            .until(t.at().plusSeconds(expires))
            .inFull();
    t.apply(new Event.SubscriptionRefreshed(refreshed));
    Answers.accept(t, r, headers(t, subscription.entity(), expires), SipContent.NONE);
    tell(t, subscription.tag(), expires);
  }

  /// A NOTIFY follows every 2xx (RFC 6665 §4.2.1.2).
  private static void tell(Turn t, String tag, int expires) {
    Subscription subscription = t.subscription(tag);
    if (expires == 0) {
      Notifying.end(t, subscription, TerminationReason.TIMEOUT);
    } else {
      t.clearTimer(TimerNames.NOTIFY + tag);
      t.setTimer(TimerNames.EXPIRY + tag, Duration.ofSeconds(expires));
      Outgoing.queue(t, subscription, new Intent.Notify());
    }
  }

  private static int granted(Turn t, SipMethod.Subscribe subscribe) {
    int longest = t.policy().subscriptionExpires();
    return subscribe.expires() == null ? longest : Math.clamp(subscribe.expires(), 0, longest);
  }

  private static SipHeaders headers(Turn t, ImAddress entity, int expires) {
    return Headers.notifier(entity, identity(t, entity)).expires(expires).build();
  }

  /// The URI that was subscribed to: S, or G.
  private static ImAddress entity(Turn t, ImAddress target) {
    SessionHead running = t.focus().running();
    return running != null && t.policy().domain().isSession(target)
        ? running.session()
        : target.canonical();
  }

  /// 7.2.1.12-8: F for an ad-hoc session, G for a group.
  static ImAddress identity(Turn t, ImAddress entity) {
    SessionHead session = t.focus().session();
    return session != null ? session.identity() : entity.canonical();
  }
}
