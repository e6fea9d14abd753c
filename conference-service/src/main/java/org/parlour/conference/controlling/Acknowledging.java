package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.state.AwaitedAck;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.StopRetransmission;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.sdp.MsrpMedia;

/// The ACK for a 2xx of ours: read by any edge, it stops the ones that repeat the 2xx.
final class Acknowledging {
  private Acknowledging() {}

  static void received(Turn t, SipRequest r, SipMethod.Ack ack) {
    String tag = r.dialog().localTag();
    Leg leg = tag == null ? null : t.focus().legs().get(tag);
    if (tag == null || leg == null || !leg.dialog().matches(r.dialog())) {
      return;
    }
    AwaitedAck awaited = leg.awaitedAck();
    if (awaited == null || awaited.cseq() != r.cseq()) {
      return;
    }
    stop(t, leg, r.replyTo());
    t.apply(new Event.LegAcknowledged(t.leg(tag).with(leg.dialog().confirmedNow())));
    if (awaited.answerExpected()) {
      answered(t, t.leg(tag), ack);
    }
    Outgoing.pump(t, tag);
  }

  /// Nobody repeats the 2xx any more.
  ///
  /// @param reader the edge that read the ACK, which needs no telling; null for none
  static void stop(Turn t, Leg leg, @Nullable ReplyTo reader) {
    AwaitedAck awaited = leg.awaitedAck();
    if (awaited == null) {
      return;
    }
    t.clearTimer(TimerNames.ACK + leg.tag());
    t.apply(new Event.LegAcknowledged(leg.awaiting(null)));
    for (ReplyTo holder : awaited.holders()) {
      if (!holder.equals(reader)) {
        t.emit(
            new Effect.ToEdge(
                holder.edge(), new StopRetransmission(t.key(), awaited.transaction())));
      }
    }
  }

  /// The ACK of an INVITE without offer carries the answer.
  private static void answered(Turn t, Leg leg, SipMethod.Ack ack) {
    MsrpMedia media = MediaCheck.ofAnswer(ack.answer());
    if (leg.readsMessages()) {
      MessageLegs.answered(t, leg, media);
    } else if (media != null && leg.connected() && !leg.media().moving()) {
      Modifying.agree(t, leg, media, AttributeMerge.connectsToAnswerer(media));
    }
  }

  /// 64·T1 without an ACK: the leg ends with BYE (RFC 3261 §13.3.1.4).
  static void missing(Turn t, String tag) {
    Leg leg = t.focus().legs().get(tag);
    if (leg != null && leg.awaitedAck() != null) {
      giveUp(t, leg);
    }
  }

  /// No ACK will come: what waits for it goes out now.
  static void giveUp(Turn t, Leg leg) {
    String tag = leg.tag();
    stop(t, leg, null);
    t.apply(new Event.LegAcknowledged(t.leg(tag).with(t.leg(tag).dialog().confirmedNow())));
    Leg unconfirmed = t.leg(tag);
    if (unconfirmed.connected()) {
      Leaving.release(t, unconfirmed, DisconnectionMethod.FAILED, Leaving.NO_ACK);
      Leaving.releaseIfDeserted(t);
    } else {
      Outgoing.pump(t, tag);
    }
  }
}
