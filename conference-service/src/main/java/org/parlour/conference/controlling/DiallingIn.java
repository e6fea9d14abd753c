package org.parlour.conference.controlling;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.state.Dialog;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.LegMedia;
import org.parlour.conference.state.LegPhase;
import org.parlour.conference.state.PendingAnswer;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.sdp.MsrpMedia;
import org.parlour.protocol.sdp.MsrpTransport;
import org.parlour.protocol.sdp.SessionDescription;

/// A participant's INVITE becomes a leg whose answer is pending.
final class DiallingIn {
  private DiallingIn() {}

  /// @param offer null when the INVITE has none
  static Leg accept(
      Turn t,
      SipRequest r,
      @Nullable SessionDescription offer,
      NameAddress originator,
      boolean initiator) {
    ImAddress user = originator.address().canonical();
    String tag = t.token("tag");
    Leg leg =
        new Leg(
            Dialog.asServer(r, tag),
            user,
            LegPhase.DIALLING_IN,
            true,
            null,
            false,
            new PendingAnswer(
                r.transaction(),
                r.replyTo(),
                r.skeleton(),
                r.cseq(),
                offer,
                r.sessionExpires(),
                r.minSe(),
                SessionTimers.supports(r),
                false),
            null,
            newMedia(t, transport(t, offer)),
            null,
            null,
            false);
    t.apply(new Event.LegDialledIn(leg));
    RosterUser known = t.focus().users().get(user.toString());
    RosterUser listed =
        known == null ? listed(t, user, originator.displayName(), initiator, true) : known;
    t.roster(shown(t, listed, r.anonymous()).withLeg(tag));
    return t.leg(tag);
  }

  /// As the peer asks for it; TCP when it asks for nothing.
  private static MsrpTransport transport(Turn t, @Nullable SessionDescription offer) {
    MsrpMedia stream =
        MediaCheck.of(offer, t.policy().media(), t.session().media()::takes).stream();
    MsrpTransport asked = stream == null ? null : MsrpTransport.of(stream);
    return asked == null ? MsrpTransport.TCP : asked;
  }

  static LegMedia newMedia(Turn t, MsrpTransport by) {
    return new LegMedia(
        t.session().media().path(by, t.token("msrp")), t.number("sdp"), null, null, false, false);
  }

  /// A user new on the roster, under its configured nickname when the group has one (D-35).
  static RosterUser listed(
      Turn t, ImAddress user, @Nullable String name, boolean initiator, boolean disclosed) {
    GroupDocument.Member member = Admission.member(t, user);
    String shown = member == null || member.nickname() == null ? name : member.nickname();
    return new RosterUser(
        user, user, shown, null, null, false, initiator, disclosed, List.of(), false, 0, null,
        false);
  }

  /// The user as others may see it: with a pseudonym of this session when it wants to be anonymous.
  static RosterUser shown(Turn t, RosterUser user, boolean anonymous) {
    if (!anonymous || user.anonymous()) {
      return user;
    }
    int number = t.session().pseudonyms() + 1;
    t.apply(new Event.SessionNoted(t.session().pseudonyms(number)));
    return user.hiddenAs(
        ImAddress.sip("anonymous-" + number, "anonymous.invalid"), "Anonymous " + number);
  }
}
