package org.parlour.conference.controlling;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.AttributeMerge;
import org.parlour.conference.sdp.Descriptions;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.sdp.OwnMedia;
import org.parlour.conference.sdp.OwnOffer;
import org.parlour.conference.state.AwaitedAck;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.PendingAnswer;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.conferenceinfo.ConferenceInfo.DisconnectionMethod;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.SessionDescription;

/// INVITE to S or G: joining, re-joining, and a group's first INVITE (clauses 7.2.1.3, 7.2.1.4).
final class Joining {
  private static final int NOT_ACCEPTABLE_HERE = 488;

  private Joining() {}

  static void invite(Turn t, SipRequest r, SipMethod.Invite invite) {
    if (!Targets.exists(t, r.requestUri())) {
      Answers.refuse(
          t,
          r,
          invite.recipients() == null || t.policy().domain().isSession(r.requestUri())
              ? ImError.CONFERENCE_UNKNOWN
              : ImError.FACTORY_UNKNOWN);
      return;
    }
    if (r.contact() != null && r.contact().focus()) {
      Answers.refuse(t, r, ImError.ISFOCUS_ASSIGNED);
      return;
    }
    NameAddress originator = Admission.originator(t, r);
    if (originator == null) {
      return;
    }
    if (LargeMessages.isNamed(r)) {
      LargeGroupMessages.received(t, r, invite, originator.address());
      return;
    }
    ImError refusal =
        LargeMessages.isOne(t)
            ? ImError.JOINING_NOT_ALLOWED
            : Admission.refusal(t, originator.address(), r.anonymous());
    if (refusal != null) {
      Answers.refuse(t, r, refusal);
      return;
    }
    if (SessionTimers.refusesTooShort(t, r)) {
      return;
    }
    MediaCheck media =
        MediaCheck.ofInvite(
            invite.offer(), t.policy().media(), SwitchChoice.usable(t, invite.switches()));
    if (media.stream() == null) {
      Answers.refuse(t, r, NOT_ACCEPTABLE_HERE, media.problem());
    } else if (t.focus().running() != null) {
      Leg leg = DiallingIn.accept(t, r, invite.offer(), originator, false);
      in(t, leg.tag(), null);
      cameItself(t, leg, media.stream());
    } else if (invite.switches().isEmpty()) {
      Answers.refuse(t, r, ImError.OVERLOAD);
    } else {
      begin(t, r, invite, originator, media.stream());
    }
  }

  /// Somebody who was asked calls instead of answering: the inviter waits no longer, and the user's
  /// other devices stop ringing.
  private static void cameItself(Turn t, Leg joined, MsrpMedia stream) {
    Leg inviter = InviteAnswers.waiting(t);
    if (inviter != null) {
      in(t, inviter.tag(), stream);
    }
    for (String tag : t.user(joined.user().toString()).legs()) {
      if (t.leg(tag).ringing()) {
        Leaving.release(t, t.leg(tag), DisconnectionMethod.DEPARTED, Leaving.CANCELLED);
      }
    }
  }

  /// 7.2.1.3-7: the group's session starts.
  private static void begin(
      Turn t, SipRequest r, SipMethod.Invite invite, NameAddress originator, MsrpMedia stream) {
    GroupDocument.Definition group = Objects.requireNonNull(t.focus().document()).definition();
    ImAddress identity = ImAddress.parse(t.key().value());
    String token = t.token("session");
    Setup.create(
        t,
        r,
        identity.withParameter("session", token),
        identity,
        identity,
        SwitchChoice.first(t, invite.switches(), stream),
        !group.inviteMembers(),
        false);
    List<Recipient> invitees =
        group.inviteMembers() ? invitees(t, group, originator.address()) : List.of();
    Setup.start(t, r, invite, originator, stream, invitees, List.of());
  }

  /// The members other than the inviter: when there are too many the first ones of the document,
  /// key participants before others (7.2.2.3).
  private static List<Recipient> invitees(
      Turn t, GroupDocument.Definition group, ImAddress inviter) {
    List<Recipient> members =
        Setup.invitees(
            group.members().stream().map(m -> Recipient.to(m.address())).toList(), inviter);
    int most = Admission.mostParticipants(t) - 1;
    if (members.size() <= most) {
      return members;
    }
    Map<Boolean, List<Recipient>> byKey =
        members.stream()
            .collect(Collectors.partitioningBy(m -> Admission.isKeyParticipant(t, m.address())));
    return Stream.of(true, false)
        .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
        .limit(most)
        .toList();
  }

  /// The leg that waits for our answer is in: 200 with the SDP answer, and everybody is told (D-45:
  /// the leg opens before the 200).
  ///
  /// @param invitee the first invitee's answer, which narrows ours (7.2.1.2-R200-2a); null for none
  static void in(Turn t, String tag, @Nullable MsrpMedia invitee) {
    Leg leg = t.leg(tag);
    PendingAnswer p = Objects.requireNonNull(leg.pending());
    LegMedia media = described(t, leg.media(), p.offer(), invitee);
    SessionExpires granted =
        SessionTimers.grant(t.policy(), p.timerSupported(), p.sessionExpires(), p.minSe());
    Leg joined =
        leg.joined(t.at())
            .with(media)
            .with(SessionTimers.asServer(granted))
            .awaiting(
                new AwaitedAck(p.transaction(), p.cseq(), List.of(p.replyTo()), p.offer() == null));
    t.apply(new Event.LegConnected(joined));
    SessionHead session = t.session();
    if (tag.equals(session.awaiting())) {
      t.apply(new Event.SessionNoted(session.awaiting(null)));
    }
    Presence.joined(t, joined, null);
    Answers.pending(
        t,
        p,
        200,
        tag,
        Headers.accepting(t.session(), granted),
        new SipContent.Session(Objects.requireNonNull(media.local())));
    t.setTimer(TimerNames.ACK + tag, TimerNames.TRANSACTION);
    SessionTimers.restart(t, tag, joined.timer());
  }

  /// Our answer and what it agrees on, or our own offer to whoever made none.
  private static LegMedia described(
      Turn t, LegMedia media, @Nullable SessionDescription offer, @Nullable MsrpMedia invitee) {
    OwnMedia own = OwnMedia.of(t.session().media(), media, t.policy().media());
    if (offer == null) {
      return media.described(Descriptions.offer(OwnOffer.stream(t.policy().media()), own));
    }
    MsrpMedia stream =
        Objects.requireNonNull(
            MediaCheck.of(offer, t.policy().media(), media.transport()::equals).stream());
    return media
        .described(Descriptions.answer(offer, stream, invitee, own))
        .agreed(stream, AttributeMerge.connectsToOfferer(stream));
  }
}
