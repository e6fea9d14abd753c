package org.parlour.conference.controlling;

import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.DialogOwner;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.PendingAnswer;
import org.parlour.conference.state.RecentAnswer;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.ImAddress;

/// A request from outside: a retransmission, one within a dialog, or one that may open a dialog.
final class Requests {
  private static final int UNKNOWN_DIALOG = 481;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int OUT_OF_ORDER = 500;
  private static final int TOO_MANY_HOPS = 483;

  private Requests() {}

  static void received(Turn t, SipRequest r) {
    switch (r.method()) {
      case SipMethod.Ack ack -> Acknowledging.received(t, r, ack);
      case SipMethod.Cancel cancel -> Cancelling.received(t, r);
      case SipMethod.Invite m -> answerable(t, r);
      case SipMethod.Bye m -> answerable(t, r);
      case SipMethod.Update m -> answerable(t, r);
      case SipMethod.Subscribe m -> answerable(t, r);
      case SipMethod.Notify m -> answerable(t, r);
      case SipMethod.Message m -> answerable(t, r);
      case SipMethod.Refer m -> answerable(t, r);
      case SipMethod.Register m -> answerable(t, r);
      case SipMethod.Publish m -> answerable(t, r);
    }
  }

  private static void answerable(Turn t, SipRequest r) {
    RecentAnswer recent = t.focus().recent().get(r.transaction().value());
    if (recent != null) {
      repeated(t, r, recent);
    } else if (!isPending(t, r) && !Parking.repeated(t, r)) {
      if (r.dialog().localTag() != null) {
        within(t, r, r.dialog().localTag());
      } else if (!Parking.parks(t, r)) {
        decided(t, r);
      }
    }
  }

  /// A retransmission that another edge read. A 2xx to INVITE is now repeated there too.
  private static void repeated(Turn t, SipRequest r, RecentAnswer recent) {
    String tag = recent.answer().toTag();
    Leg leg = tag == null ? null : t.focus().legs().get(tag);
    if (leg != null
        && leg.awaitedAck() != null
        && leg.awaitedAck().transaction().equals(r.transaction())) {
      t.apply(new Event.LegSignalled(leg.awaiting(leg.awaitedAck().heldBy(r.replyTo()))));
    }
    Answers.repeat(t, r, recent.answer());
  }

  /// A retransmission of an INVITE that waits: whoever read it last will be given the answer.
  private static boolean isPending(Turn t, SipRequest r) {
    Leg leg = InviteAnswers.waiting(t);
    PendingAnswer p = leg == null ? null : leg.pending();
    if (leg == null || p == null || !p.transaction().equals(r.transaction())) {
      return false;
    }
    PendingAnswer moved = p.heldBy(r.replyTo(), r.skeleton());
    t.apply(new Event.LegProgressed(leg.with(moved)));
    if (moved.ringing()) {
      Answers.pending(
          t, moved, 180, leg.tag(), Headers.answer(t.session()).build(), SipContent.NONE);
    }
    return true;
  }

  /// A request that may open a dialog, by what is known now.
  static void decided(Turn t, SipRequest r) {
    switch (r.method()) {
      case SipMethod.Invite invite when r.maxForwards() <= 0 ->
          Answers.refuse(t, r, TOO_MANY_HOPS, SipHeaders.NONE);
      case SipMethod.Invite invite when t.policy().domain().isFactory(r.requestUri()) ->
          Setup.invite(t, r, invite);
      case SipMethod.Invite invite -> Joining.invite(t, r, invite);
      case SipMethod.Subscribe subscribe -> Subscribing.create(t, r, subscribe);
      case SipMethod.Refer refer -> Referring.received(t, r, refer);
      case SipMethod.Message message -> Paging.received(t, r, message);
      case SipMethod.Bye bye -> Answers.refuse(t, r, UNKNOWN_DIALOG, SipHeaders.NONE);
      case SipMethod.Update update -> Answers.refuse(t, r, UNKNOWN_DIALOG, SipHeaders.NONE);
      case SipMethod.Notify notify -> Answers.refuse(t, r, UNKNOWN_DIALOG, SipHeaders.NONE);
      case SipMethod.Register register -> notAllowed(t, r);
      case SipMethod.Publish publish -> notAllowed(t, r);
      case SipMethod.Ack ack -> {}
      case SipMethod.Cancel cancel -> {}
    }
  }

  private static void notAllowed(Turn t, SipRequest r) {
    Answers.refuse(t, r, METHOD_NOT_ALLOWED, SipHeaders.builder().allow(Headers.ALLOW).build());
  }

  private static void within(Turn t, SipRequest r, String tag) {
    DialogOwner owner = Outgoing.owner(t, tag);
    if (owner == null || !owner.dialog().matches(r.dialog())) {
      Answers.refuse(t, r, UNKNOWN_DIALOG, SipHeaders.NONE);
    } else if (r.cseq() <= owner.dialog().remoteCSeq()) {
      Answers.refuse(t, r, OUT_OF_ORDER, SipHeaders.NONE);
    } else {
      Dialog heard = owner.dialog().received(r.cseq());
      Outgoing.store(t, owner, heard);
      if (isSomebodyElse(r, owner)) {
        Answers.refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
        return;
      }
      switch (owner) {
        case Leg leg -> withinLeg(t, r, t.leg(tag));
        case Subscription s -> withinSubscription(t, r, t.subscription(tag));
      }
    }
  }

  private static boolean isSomebodyElse(SipRequest r, DialogOwner owner) {
    if (r.originator() == null) {
      return false;
    }
    ImAddress user =
        switch (owner) {
          case Leg leg -> leg.user();
          case Subscription s -> s.subscriber();
        };
    return !r.originator().address().sameUser(user);
  }

  private static void withinLeg(Turn t, SipRequest r, Leg leg) {
    boolean leaving = leg.phase() == LegPhase.LEAVING;
    switch (r.method()) {
      case SipMethod.Bye bye -> bye(t, r, leg);
      case SipMethod.Invite invite when !leaving -> Modifying.invite(t, r, invite, leg);
      case SipMethod.Update update when !leaving -> Modifying.update(t, r, update, leg);
      case SipMethod.Refer refer when !leaving -> Referring.received(t, r, refer);
      case SipMethod.Message message when !leaving -> Paging.received(t, r, message);
      case SipMethod.Register register -> notAllowed(t, r);
      case SipMethod.Publish publish -> notAllowed(t, r);
      case SipMethod.Subscribe subscribe -> notAllowed(t, r);
      case SipMethod.Notify notify -> gone(t, r);
      case SipMethod.Invite invite -> gone(t, r);
      case SipMethod.Update update -> gone(t, r);
      case SipMethod.Refer refer -> gone(t, r);
      case SipMethod.Message message -> gone(t, r);
      case SipMethod.Ack ack -> {}
      case SipMethod.Cancel cancel -> {}
    }
  }

  private static void gone(Turn t, SipRequest r) {
    Answers.refuse(t, r, UNKNOWN_DIALOG, SipHeaders.NONE);
  }

  private static void bye(Turn t, SipRequest r, Leg leg) {
    Answers.accept(t, r, SipHeaders.NONE, SipContent.NONE);
    if (leg.pending() != null) {
      Cancelling.cancelled(t, leg); // a caller may end its early dialog (RFC 3261 §15)
    } else if (leg.phase() == LegPhase.LEAVING) {
      Leaving.forget(t, leg.tag());
    } else {
      Acknowledging.stop(t, leg, null);
      Leaving.departed(t, t.leg(leg.tag()));
    }
  }

  private static void withinSubscription(Turn t, SipRequest r, Subscription subscription) {
    if (r.method() instanceof SipMethod.Subscribe subscribe && Referrals.isReferral(subscription)) {
      Referrals.refresh(t, r, subscribe, subscription);
    } else if (r.method() instanceof SipMethod.Subscribe subscribe) {
      Subscribing.refresh(t, r, subscribe, subscription);
    } else {
      notAllowed(t, r);
    }
  }
}
