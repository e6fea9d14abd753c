package org.parlour.conference.controlling;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.ids.Branch;
import org.parlour.conference.policy.Users;
import org.parlour.conference.sdp.Descriptions;
import org.parlour.conference.sdp.OwnMedia;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Effect;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.MediaAssignment;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.sip.SendRequest;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.user.AccessAction;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SessionDescription;

/// IM Session invitation requests (clauses 7.2.2.2, 7.2.2.1).
final class Inviting {
  private static final ImAddress ANONYMOUS = ImAddress.sip("anonymous", "anonymous.invalid");
  private static final NameAddress ANONYMOUS_FROM = new NameAddress("Anonymous", ANONYMOUS);

  private Inviting() {}

  /// On whose behalf users are asked, and with what.
  ///
  /// @param from of the incoming request
  /// @param stream the inviter's MSRP stream, whose attributes pass on
  /// @param history the list as invitees may read it (RFC 5366 §5.1)
  /// @param referredBy `Referred-By` (RFC 3892); null when no REFER asked, or its sender hides
  record Invitation(
      NameAddress inviter,
      NameAddress from,
      boolean anonymous,
      MsrpMedia stream,
      int maxForwards,
      List<Recipient> history,
      @Nullable String referredBy) {}

  /// Asks users who have no leg yet. Those who cannot be asked count as having answered, after
  /// everybody else was asked: so who is asked decides what the inviter hears.
  static void invite(Turn t, Invitation invitation, List<Recipient> invitees) {
    AccessAction action =
        LargeMessages.isOne(t) ? AccessAction.ALLOW_PAGER_MODE_MESSAGE : AccessAction.ALLOW_SESSION;
    Users.Asking asking =
        new Users.Asking(invitation.inviter().address(), invitation.anonymous(), t.at());
    Map<Recipient, ImError> refusals = new LinkedHashMap<>();
    for (Recipient invitee : invitees) {
      ImError refusal = t.users().refusal(invitee.address(), action, asking);
      if (refusal == null) {
        invite(t, invitation, invitee);
      } else {
        refusals.put(invitee, refusal);
      }
    }
    refusals.forEach(
        (invitee, refusal) -> {
          Referrals.tell(t, invitee.address().canonical(), refusal.sipStatus());
          InviteAnswers.noteFailure(t, refusal.sipStatus());
        });
  }

  private static void invite(Turn t, Invitation invitation, Recipient invitee) {
    ImAddress user = invitee.address().canonical();
    String tag = t.token("tag");
    NameAddress from = invitation.anonymous() ? ANONYMOUS_FROM : invitation.from();
    MsrpTransport wanted = t.policy().media().offer().of(invitation.stream());
    LegMedia media =
        DiallingIn.newMedia(t, t.session().media().takes(wanted) ? wanted : MsrpTransport.TCP);
    SessionDescription offer =
        Descriptions.offer(
            invitation.stream(), OwnMedia.of(t.session().media(), media, t.policy().media()));
    Dialog dialog =
        Dialog.asClient(t.token("call"), tag, from, NameAddress.of(invitee.address()), List.of())
            .sent(1);
    SendRequest request =
        new SendRequest(
            t.key(),
            Branch.of(tag, 1, "INVITE"),
            "INVITE",
            invitee.address(),
            List.of(),
            from,
            tag,
            dialog.remote(),
            null,
            dialog.callId(),
            1,
            Math.max(1, invitation.maxForwards()),
            headers(t, invitation, invitee, t.policy().sessionExpires(), t.policy().minSe()),
            body(offer, invitation.history()));
    Leg leg =
        new Leg(
            dialog,
            user,
            LegPhase.INVITED,
            false,
            request,
            false,
            null,
            null,
            media.described(offer),
            null,
            null,
            false);
    t.apply(new Event.LegInvited(leg));
    RosterUser known = t.focus().users().get(user.toString());
    RosterUser listed =
        known == null ? DiallingIn.listed(t, user, null, false, isDisclosed(invitee)) : known;
    t.roster(listed.withLeg(tag));
    t.setTimer(TimerNames.ANSWER + tag, LargeMessages.patience(t));
    t.setTimer(TimerNames.GUARDED + tag, TimerNames.INVITE_GUARD);
    t.emit(new Effect.ToAnyEdge(request));
  }

  /// The same invitation once more, after a 422 said which interval is long enough.
  static void again(Turn t, Leg leg, int minSe) {
    SendRequest refused = Objects.requireNonNull(leg.invite());
    SipHeaders h = refused.headers();
    SipHeaders longer =
        new SipHeaders(
            h.contact(),
            h.focus(),
            h.assertedIdentity(),
            h.privacyId(),
            h.acceptContact(),
            h.allow(),
            h.allowEvents(),
            h.supported(),
            h.require(),
            h.unsupported(),
            new SessionExpires(
                Math.max(minSe, t.policy().sessionExpires()), SessionExpires.Refresher.UAS),
            minSe,
            h.expires(),
            h.event(),
            h.subscriptionState(),
            h.warning(),
            h.retryAfter(),
            h.reason(),
            h.carried());
    again(t, leg, longer, refused.content());
  }

  /// The same invitation once more, when the invitee cannot do what it was offered: over TCP.
  static void overTcp(Turn t, Leg leg) {
    MediaAssignment at = t.session().media();
    LegMedia media = leg.media().at(at.path(MsrpTransport.TCP, t.token("msrp")), false);
    SessionDescription offer =
        Descriptions.moved(
            Objects.requireNonNull(media.local()), OwnMedia.of(at, media, t.policy().media()));
    SendRequest refused = Objects.requireNonNull(leg.invite());
    SipContent content =
        refused.content() instanceof SipContent.SessionWithHistory with
            ? new SipContent.SessionWithHistory(offer, with.history())
            : new SipContent.Session(offer);
    again(t, leg.with(media.arrived().described(offer)), refused.headers(), content);
  }

  private static void again(Turn t, Leg leg, SipHeaders headers, SipContent content) {
    SendRequest first = Objects.requireNonNull(leg.invite());
    long cseq = first.cseq() + 1;
    SendRequest request =
        new SendRequest(
            first.key(),
            Branch.of(leg.tag(), cseq, "INVITE"),
            "INVITE",
            first.requestUri(),
            first.routes(),
            first.from(),
            first.fromTag(),
            first.to(),
            null,
            first.callId(),
            cseq,
            first.maxForwards(),
            headers,
            content);
    t.apply(new Event.LegSignalled(leg.with(leg.dialog().sent(cseq)).invitedBy(request)));
    t.setTimer(TimerNames.GUARDED + leg.tag(), TimerNames.INVITE_GUARD);
    t.emit(new Effect.ToAnyEdge(request));
  }

  private static SipHeaders headers(
      Turn t, Invitation invitation, Recipient invitee, int seconds, int minSe) {
    SessionHead session = t.session();
    return SipHeaders.builder()
        .focusContact(session.session())
        .assertedIdentity(new NameAddress(nickname(t, invitation), invitation.inviter().address()))
        .privacyId(invitation.anonymous())
        .acceptContact()
        .allow(Headers.ALLOW)
        .supported(Headers.TIMER, Headers.NO_REFER_SUBSCRIPTION)
        .sessionExpires(new SessionExpires(seconds, SessionExpires.Refresher.UAS))
        .minSe(minSe)
        .carried(carried(session, invitation, invitee))
        .build();
  }

  /// D-35: the one configured in the group, else that of the request; one obtained in the session
  /// wins.
  private static @Nullable String nickname(Turn t, Invitation invitation) {
    ImAddress inviter = invitation.inviter().address();
    RosterUser user = t.focus().users().get(inviter.canonical().toString());
    if (user != null && user.nickname() != null) {
      return user.nickname();
    }
    GroupDocument.Member member = Admission.member(t, inviter);
    return member != null && member.nickname() != null
        ? member.nickname()
        : invitation.inviter().displayName();
  }

  private static Map<String, String> carried(
      SessionHead session, Invitation invitation, Recipient invitee) {
    Map<String, String> headers = new HashMap<>(session.carried());
    if (invitee.replaces() != null) {
      headers.put("Replaces", invitee.replaces());
    }
    if (session.largeMessage()) {
      headers.put("Accept-Contact", "*;" + LargeMessages.FEATURE);
    }
    if (invitation.referredBy() != null) {
      headers.put("Referred-By", invitation.referredBy());
    }
    return headers;
  }

  private static SipContent body(SessionDescription offer, List<Recipient> history) {
    return history.isEmpty()
        ? new SipContent.Session(offer)
        : new SipContent.SessionWithHistory(offer, history);
  }

  private static boolean isNamed(Recipient recipient) {
    return recipient.copyControl() == CopyControl.TO || recipient.copyControl() == CopyControl.CC;
  }

  private static boolean isDisclosed(Recipient recipient) {
    return isNamed(recipient) && !recipient.anonymize();
  }
}
