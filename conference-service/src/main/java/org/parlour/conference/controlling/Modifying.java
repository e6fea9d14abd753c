package org.parlour.conference.controlling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.sdp.Descriptions;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.sdp.OwnMedia;
import org.parlour.conference.state.AwaitedAck;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.Outstanding;
import org.parlour.contracts.media.MediaLeg;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SessionDescription;

/// re-INVITE and UPDATE from a participant: session modification (clause 7.2.1.6) and session
/// refresh (clause 7.2.1.11).
final class Modifying {
  private static final int SERVER_ERROR = 500;
  private static final int NOT_ACCEPTABLE_HERE = 488;
  private static final int REQUEST_PENDING = 491;
  private static final int RETRY_SOON = 2;

  private Modifying() {}

  static void invite(Turn t, SipRequest r, SipMethod.Invite invite, Leg leg) {
    if (refuses(t, r, leg, invite.offer())) {
      return;
    }
    SessionDescription answer = describe(t, leg, invite.offer());
    Leg now = t.leg(leg.tag());
    t.apply(
        new Event.LegModified(
            now.awaiting(
                new AwaitedAck(
                    r.transaction(), r.cseq(), List.of(r.replyTo()), invite.offer() == null))));
    t.setTimer(TimerNames.ACK + leg.tag(), TimerNames.TRANSACTION);
    accept(t, r, leg.tag(), answer);
    if (invite.offer() != null) {
      Propagating.modified(t, t.leg(leg.tag()));
    }
  }

  static void update(Turn t, SipRequest r, SipMethod.Update update, Leg leg) {
    if (refuses(t, r, leg, update.offer())) {
      return;
    }
    SessionDescription answer = update.offer() == null ? null : describe(t, leg, update.offer());
    accept(t, r, leg.tag(), answer);
    if (update.offer() != null) {
      Propagating.modified(t, t.leg(leg.tag()));
    }
  }

  private static boolean refuses(
      Turn t, SipRequest r, Leg leg, @Nullable SessionDescription offer) {
    Outstanding ours = leg.dialog().outstanding();
    if (leg.pending() != null) {
      Answers.refuse(t, r, SERVER_ERROR, SipHeaders.builder().retryAfter(RETRY_SOON).build());
      return true;
    }
    if (ours != null && ours.method().equals("INVITE")) {
      Answers.refuse(t, r, REQUEST_PENDING, SipHeaders.NONE);
      return true;
    }
    if (SessionTimers.refusesTooShort(t, r)) {
      return true;
    }
    MediaCheck media = MediaCheck.of(offer, t.policy().media(), t.session().media()::takes);
    if (offer != null && media.stream() == null) {
      Answers.refuse(t, r, NOT_ACCEPTABLE_HERE, media.problem());
      return true;
    }
    if (LargeMessages.changesMode(t, r, leg, media.stream())) {
      Answers.refuse(t, r, NOT_ACCEPTABLE_HERE, Warning.of("the mode of a session stays"));
      return true;
    }
    return false;
  }

  /// What we say: the answer to an offer, or our own description when there was none.
  private static @Nullable SessionDescription describe(
      Turn t, Leg leg, @Nullable SessionDescription offer) {
    MsrpMedia stream =
        MediaCheck.of(offer, t.policy().media(), t.session().media()::takes).stream();
    if (offer == null || stream == null) {
      return leg.media().local();
    }
    LegMedia media = reachedBy(t, leg.media(), stream);
    SessionDescription fresh =
        Descriptions.answer(
            offer, stream, null, OwnMedia.of(t.session().media(), media, t.policy().media()));
    SessionDescription before = leg.media().local();
    SessionDescription answer =
        before != null && before.media().equals(fresh.media()) ? before : fresh;
    t.apply(new Event.LegModified(leg.with(media.described(answer))));
    agree(t, t.leg(leg.tag()), stream, AttributeMerge.connectsToOfferer(stream));
    return answer;
  }

  /// Another transport needs another path.
  private static LegMedia reachedBy(Turn t, LegMedia media, MsrpMedia stream) {
    MsrpTransport by = MsrpTransport.of(stream);
    return by == null || by == media.transport()
        ? media
        : media.at(t.session().media().path(by, t.token("msrp")), true);
  }

  /// 7.2.1.6-2: the leg is updated in the switch when something changed.
  static void agree(Turn t, Leg leg, MsrpMedia stream, boolean weConnect) {
    MediaLeg before = MediaPlane.describe(t, leg);
    LegMedia media = leg.media().agreed(stream, weConnect).arrived();
    t.apply(new Event.LegModified(leg.with(media)));
    if (!MediaPlane.describe(t, t.leg(leg.tag())).equals(before)) {
      MediaPlane.update(t, t.leg(leg.tag()));
      t.touch(leg.user().toString());
    }
  }

  private static void accept(
      Turn t, SipRequest r, String tag, @Nullable SessionDescription answer) {
    Leg leg = t.leg(tag);
    SessionExpires granted =
        SessionTimers.grant(t.policy(), SessionTimers.supports(r), r.sessionExpires(), r.minSe());
    Dialog heard =
        leg.dialog()
            .heardOf(
                r.contact() == null ? null : r.contact().address(),
                r.peer().allow().stream().sorted().toList());
    t.apply(new Event.LegModified(leg.with(heard).with(SessionTimers.asServer(granted))));
    SessionTimers.restart(t, tag, t.leg(tag).timer());
    Answers.accept(
        t,
        r,
        Headers.accepting(t.session(), granted),
        answer == null ? SipContent.NONE : new SipContent.Session(answer));
  }
}
