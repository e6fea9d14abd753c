package org.parlour.conference.controlling;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.OwnOffer;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.sdp.MsrpMedia;

/// Adding and expelling participants by REFER (reference §5.6; RFC 4579 §5.5). There is no implicit
/// subscription where it is not wanted (RFC 4488) and for several users at once (RFC 5368 §6).
final class Referring {
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final String REFERRED_BY = "Referred-By";

  private Referring() {}

  static void received(Turn t, SipRequest r, SipMethod.Refer refer) {
    SessionHead session = t.focus().running();
    if (session == null || !Targets.exists(t, r.requestUri())) {
      Answers.refuse(t, r, ImError.CONFERENCE_UNKNOWN);
      return;
    }
    if (r.originator() != null && !t.users().mayOriginate(r.originator().address())) {
      Answers.refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
      return;
    }
    RosterUser referrer = participant(t, r);
    if (referrer == null || session.phase() != Phase.ACTIVE) {
      Answers.refuse(t, r, ImError.NOT_A_PARTICIPANT);
      return;
    }
    List<Recipient> targets = targets(refer);
    if (targets.isEmpty()) {
      Answers.refuse(t, r, BAD_REQUEST, Warning.of("nobody is referred to"));
      return;
    }
    switch (refer.referredMethod()) {
      case "INVITE" -> add(t, r, refer, referrer, targets);
      case "BYE" -> expel(t, r, refer, referrer, targets);
      default -> Answers.refuse(t, r, FORBIDDEN, Warning.of("method not allowed in Refer-To"));
    }
  }

  private static @Nullable RosterUser participant(Turn t, SipRequest r) {
    if (r.originator() == null) {
      return null;
    }
    RosterUser user = user(t, r.originator().address());
    return user != null && user.present() && connectedLeg(t, user) != null ? user : null;
  }

  private static @Nullable Leg connectedLeg(Turn t, RosterUser user) {
    for (String tag : user.legs()) {
      if (t.leg(tag).connected()) {
        return t.leg(tag);
      }
    }
    return null;
  }

  private static List<Recipient> targets(SipMethod.Refer refer) {
    if (refer.recipients() != null) {
      return refer.recipients();
    }
    ImAddress one = refer.referTo();
    return one == null
        ? List.of()
        : List.of(new Recipient(one, CopyControl.TO, false, refer.replaces()));
  }

  private static void add(
      Turn t, SipRequest r, SipMethod.Refer refer, RosterUser referrer, List<Recipient> targets) {
    if (!Admission.mayAdd(t, referrer.address())) {
      Answers.refuse(t, r, FORBIDDEN, Warning.of("adding participants not allowed"));
      return;
    }
    List<Recipient> absent =
        Setup.invitees(targets, referrer.address()).stream()
            .filter(target -> !isPresent(t, target.address()))
            .toList();
    if (Admission.participants(t) + absent.size() > Admission.mostParticipants(t)) {
      Answers.refuse(t, r, ImError.TOO_MANY_PARTICIPANTS);
      return;
    }
    accept(t, r, refer);
    Leg leg = Objects.requireNonNull(connectedLeg(t, referrer));
    Inviting.Invitation invitation =
        new Inviting.Invitation(
            new NameAddress(referrer.shownName(), referrer.address()),
            new NameAddress(referrer.shownName(), referrer.address()),
            referrer.anonymous(),
            stream(t, leg),
            Dialog.MAX_FORWARDS,
            List.of(),
            referredBy(r, referrer));
    Inviting.invite(t, invitation, absent);
    for (Recipient target : targets) {
      RosterUser user = user(t, target.address());
      if (user != null && connectedLeg(t, user) != null) {
        Referrals.tell(t, user.address(), Referrals.OK);
      }
    }
  }

  private static MsrpMedia stream(Turn t, Leg referrer) {
    MsrpMedia agreed = referrer.media().remote();
    return agreed == null ? OwnOffer.stream(t.policy().media()) : agreed;
  }

  private static @Nullable String referredBy(SipRequest r, RosterUser referrer) {
    return referrer.anonymous()
        ? null
        : r.carried().getOrDefault(REFERRED_BY, "<" + referrer.address() + ">");
  }

  private static boolean isPresent(Turn t, ImAddress address) {
    RosterUser known = user(t, address);
    return known != null && known.present();
  }

  private static @Nullable RosterUser user(Turn t, ImAddress address) {
    return t.focus().users().get(address.canonical().toString());
  }

  private static void expel(
      Turn t, SipRequest r, SipMethod.Refer refer, RosterUser referrer, List<Recipient> targets) {
    if (!Admission.mayExpel(t, referrer)) {
      Answers.refuse(t, r, FORBIDDEN, Warning.of("expelling not allowed"));
      return;
    }
    accept(t, r, refer);
    for (Recipient target : targets) {
      RosterUser user = user(t, target.address());
      if (user != null) {
        Expelling.expel(t, user);
      }
      Referrals.tell(t, target.address(), user == null ? NOT_FOUND : Referrals.OK);
    }
    Leaving.releaseIfDeserted(t);
  }

  private static void accept(Turn t, SipRequest r, SipMethod.Refer refer) {
    if (refer.subscribe() && refer.recipients() == null) {
      Referrals.open(t, r, Objects.requireNonNull(refer.referTo()));
      return;
    }
    Answers.accept(
        t,
        r,
        ACCEPTED,
        SipHeaders.builder()
            .focusContact(t.session().session())
            .supported(Headers.NO_REFER_SUBSCRIPTION)
            .carried(Map.of("Refer-Sub", "false"))
            .build(),
        SipContent.NONE);
  }
}
