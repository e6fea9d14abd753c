package org.parlour.conference.controlling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Intent;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.signalling.SipResponse;
import org.parlour.contracts.sip.Reason;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;

/// What an invitee answers to our INVITE (clause 7.2.2.2), and what its inviter hears of it
/// (7.2.1.2).
final class InviteAnswers {
  private static final int RINGING = 180;
  private static final int INTERVAL_TOO_SMALL = 422;
  private static final int BUSY_HERE = 486;
  private static final int NOT_ACCEPTABLE_HERE = 488;
  private static final int BUSY_EVERYWHERE = 600;

  private InviteAnswers() {}

  static void received(Turn t, Leg leg, SipResponse r) {
    if (r.status() < 200) {
      progress(t, leg, r);
    } else if (r.status() < 300) {
      accepted(t, leg, r);
    } else if (r.status() == INTERVAL_TOO_SMALL && leg.ringing() && mayRetry(leg, r)) {
      Inviting.again(t, leg, Objects.requireNonNull(r.minSe()));
    } else if (r.status() == NOT_ACCEPTABLE_HERE
        && leg.ringing()
        && leg.media().transport() != MsrpTransport.TCP) {
      Inviting.overTcp(t, leg);
    } else {
      failed(t, leg, r.status());
    }
  }

  private static boolean mayRetry(Leg leg, SipResponse r) {
    return r.minSe() != null && Objects.requireNonNull(leg.invite()).cseq() == 1;
  }

  private static void progress(Turn t, Leg leg, SipResponse r) {
    Leg heard = leg.hasProgressed().with(leg.dialog().heardOf(contact(r), allow(r)));
    if (leg.phase() == LegPhase.LEAVING) {
      t.apply(new Event.LegProgressed(heard));
      if (!leg.progressed()) {
        Leaving.cancel(t, t.leg(leg.tag()));
      }
    } else if (r.status() == RINGING && leg.phase() == LegPhase.INVITED) {
      t.apply(new Event.LegProgressed(heard.in(LegPhase.ALERTING)));
      t.touch(leg.user().toString());
      ring(t);
    } else {
      t.apply(new Event.LegProgressed(heard));
    }
  }

  /// 7.2.1.2-R180: one 180 for the inviter.
  private static void ring(Turn t) {
    Leg inviter = waiting(t);
    if (inviter != null && inviter.pending() != null && !inviter.pending().ringing()) {
      t.apply(new Event.LegProgressed(inviter.with(inviter.pending().rung())));
      Answers.pending(
          t,
          inviter.pending(),
          RINGING,
          inviter.tag(),
          Headers.answer(t.session()).build(),
          SipContent.NONE);
    }
  }

  static @Nullable Leg waiting(Turn t) {
    String tag = t.focus().running() == null ? null : t.session().awaiting();
    return tag == null ? null : t.focus().legs().get(tag);
  }

  private static void accepted(Turn t, Leg leg, SipResponse r) {
    t.clearTimer(TimerNames.ANSWER + leg.tag());
    t.clearTimer(TimerNames.GUARDED + leg.tag());
    Dialog dialog =
        leg.dialog()
            .heardOf(contact(r), allow(r))
            .established(r.dialog().remoteTag(), reversed(r.recordRoutes()));
    Outgoing.acknowledge(t, dialog, r.cseq());
    Leg answered = leg.with(dialog).invitedBy(null);
    t.apply(new Event.LegSignalled(answered));
    MsrpMedia media = MediaCheck.ofAnswer(r.body());
    if (leg.phase() == LegPhase.LEAVING) {
      Outgoing.queue(t, answered, new Intent.Bye(Leaving.CANCELLED)); // it crossed our CANCEL
    } else if (media == null) {
      notTaken(
          t,
          answered,
          NOT_ACCEPTABLE_HERE,
          new Reason(NOT_ACCEPTABLE_HERE, "media not acceptable"));
    } else if (r.anonymous()
        && !Admission.mayBeAnonymous(t, leg.user())
        && t.policy().releaseForbiddenAnonymity()) {
      notTaken(t, answered, 403, Leaving.ANONYMITY);
    } else {
      connected(t, answered, r, media);
    }
  }

  private static void connected(Turn t, Leg answered, SipResponse r, MsrpMedia media) {
    RosterUser user = t.user(answered.user().toString());
    if (r.anonymous() && !user.anonymous() && Admission.mayBeAnonymous(t, user.address())) {
      t.roster(DiallingIn.shown(t, user, true));
      Notifying.tellAllInFull(t);
    }
    Leg joined =
        answered
            .joined(t.at())
            .with(answered.media().agreed(media, AttributeMerge.connectsToAnswerer(media)))
            .with(SessionTimers.asClient(r.sessionExpires()));
    t.apply(new Event.LegConnected(joined));
    SessionTimers.restart(t, joined.tag(), joined.timer());
    Presence.joined(t, joined, r.anonymous() ? null : r.assertedIdentity());
    Leg inviter = waiting(t);
    if (inviter != null && !LargeMessages.waitsForOthers(t)) {
      // 7.2.1.2-R200: only the first one finds it waiting
      Joining.in(t, inviter.tag(), LargeMessages.isOne(t) ? null : media);
    }
    Moving.catchUp(t, t.leg(joined.tag()));
  }

  /// It accepted, but we cannot have it: BYE, and for the inviter a failure.
  private static void notTaken(Turn t, Leg leg, int code, Reason reason) {
    Referrals.tell(t, leg.user(), code);
    Leaving.release(t, leg, DisconnectionMethod.BOOTED, reason);
    noteFailure(t, code);
  }

  /// A final failure, a time-out, or our own patience at its end.
  static void failed(Turn t, Leg leg, int status) {
    boolean wasInvited = leg.ringing();
    if (wasInvited) {
      Referrals.tell(t, leg.user(), status);
      Leaving.offRoster(
          t,
          leg,
          status == BUSY_HERE || status == BUSY_EVERYWHERE
              ? DisconnectionMethod.BUSY
              : DisconnectionMethod.FAILED);
    }
    Leaving.forget(t, leg.tag());
    if (wasInvited) {
      noteFailure(t, status);
    }
  }

  /// 7.2.1.2-RERR: when nobody is left to wait for, the inviter is answered, or removed when it was
  /// answered early.
  static void noteFailure(Turn t, int status) {
    if (t.focus().running() == null) {
      return;
    }
    Leg inviter = waiting(t);
    if (inviter != null) {
      t.apply(new Event.SessionNoted(t.session().failed(comparable(status))));
    }
    if (t.focus().legs().first(Leg::ringing) != null) {
      return;
    }
    if (inviter == null) {
      Leaving.releaseIfDeserted(t);
    } else if (t.focus().connected() > 0) {
      Joining.in(t, inviter.tag(), null); // a large message waited for the last answer
    } else {
      int code = t.policy().finalCode().among(t.session().failures());
      refuseInviter(t, inviter, code, SipHeaders.NONE);
      Leaving.end(t, null);
    }
  }

  static void refuseInviter(Turn t, Leg inviter, int code, SipHeaders headers) {
    Answers.pending(
        t,
        Objects.requireNonNull(inviter.pending()),
        code,
        inviter.tag(),
        headers,
        SipContent.NONE);
    Leaving.offRoster(t, inviter, DisconnectionMethod.FAILED);
    Leaving.forget(t, inviter.tag());
  }

  private static int comparable(int status) {
    return status == 401 || status == 407 || status / 100 == 3 ? 480 : status;
  }

  /// A 2xx that comes when the INVITE has its answer: the same again needs its ACK again, one of
  /// another fork is acknowledged and ended (RFC 3261 §13.2.2.4).
  static void again(Turn t, Leg leg, SipResponse r) {
    Dialog dialog = leg.dialog();
    if (Objects.equals(dialog.remoteTag(), r.dialog().remoteTag())) {
      Outgoing.acknowledge(t, dialog, r.cseq());
      return;
    }
    Dialog fork =
        dialog
            .heardOf(contact(r), List.of())
            .established(r.dialog().remoteTag(), reversed(r.recordRoutes()));
    String remoteTag = Objects.requireNonNullElse(r.dialog().remoteTag(), "");
    sendInFork(t, fork, remoteTag, "ACK", r.cseq(), SipHeaders.NONE);
    sendInFork(
        t,
        fork,
        remoteTag,
        "BYE",
        r.cseq() + 1,
        SipHeaders.builder().reason(Leaving.CANCELLED).build());
  }

  private static void sendInFork(
      Turn t, Dialog fork, String remoteTag, String method, long cseq, SipHeaders headers) {
    SendRequest request = Outgoing.request(t, fork, method, cseq, headers, SipContent.NONE);
    t.emit(
        new Effect.ToAnyEdge(
            new SendRequest(
                request.key(),
                Branch.ofFork(fork.localTag(), remoteTag, cseq, method),
                method,
                request.requestUri(),
                request.routes(),
                request.from(),
                request.fromTag(),
                request.to(),
                request.toTag(),
                request.callId(),
                cseq,
                request.maxForwards(),
                headers,
                SipContent.NONE)));
  }

  private static @Nullable ImAddress contact(SipResponse r) {
    return r.contact() == null ? null : r.contact().address();
  }

  private static List<String> allow(SipResponse r) {
    return r.peer().allow().stream().sorted().toList();
  }

  private static List<String> reversed(List<String> recordRoutes) {
    List<String> routes = new ArrayList<>(recordRoutes);
    Collections.reverse(routes);
    return routes;
  }
}
