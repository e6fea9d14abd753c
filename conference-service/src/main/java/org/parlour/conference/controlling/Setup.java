package org.parlour.conference.controlling;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.sdp.MediaCheck;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.MediaAssignment;
import org.parlour.conference.state.Phase;
import org.parlour.conference.state.SessionHead;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.media.SwitchCandidate;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.sdp.MsrpMedia;

/// Ad-hoc IM Group setup request (clause 7.2.1.2). The checks stand in the order of the clause.
final class Setup {
  private static final int MERGED_REQUEST = 482;
  private static final int BAD_REQUEST = 400;
  private static final String SUBJECT = "Subject";

  private Setup() {}

  static void invite(Turn t, SipRequest r, SipMethod.Invite invite) {
    if (t.focus().session() != null) {
      // the key comes from Call-ID, From-tag and CSeq: the same request by another way (RFC 3261
      // §8.2.2.2)
      Answers.refuse(t, r, MERGED_REQUEST, (Warning) null);
      return;
    }
    NameAddress originator = Admission.originator(t, r);
    if (originator == null || SessionTimers.refusesTooShort(t, r)) {
      return;
    }
    if (r.anonymous() && !t.policy().anonymityAllowed()) {
      Answers.refuse(t, r, ImError.ANONYMITY_NOT_ALLOWED);
      return;
    }
    MediaCheck media =
        MediaCheck.ofInvite(
            invite.offer(), t.policy().media(), SwitchChoice.usable(t, invite.switches()));
    if (media.stream() == null) {
      Answers.refuse(t, r, 488, media.problem());
      return;
    }
    List<Recipient> invitees = invitees(invite.recipients(), originator.address());
    if (invitees.isEmpty()) {
      Answers.refuse(t, r, BAD_REQUEST, Warning.of("nobody is listed"));
      return;
    }
    boolean large = LargeMessages.isAskedFor(r, media.stream());
    ImError crowd = crowd(t, invitees.size(), large);
    if (crowd != null) {
      Answers.refuse(t, r, crowd);
      return;
    }
    if (invite.switches().isEmpty()) {
      Answers.refuse(t, r, ImError.OVERLOAD);
      return;
    }
    ImAddress session = ImAddress.parse(t.key().value());
    SwitchCandidate at = SwitchChoice.first(t, invite.switches(), media.stream());
    create(t, r, session, r.requestUri().canonical(), null, at, large, large);
    start(t, r, invite, originator, media.stream(), invitees, ResourceLists.disclosed(invitees));
  }

  /// Why so many may not be asked; null when they may. A large message goes to as many as a small
  /// one.
  private static @Nullable ImError crowd(Turn t, int invitees, boolean large) {
    if (large) {
      return invitees > t.policy().pager().maxRecipients() ? ImError.TOO_MANY_RECIPIENTS : null;
    }
    return invitees + 1 > t.policy().maxParticipants() ? ImError.TOO_MANY_PARTICIPANTS : null;
  }

  /// The distinct users of the list other than the inviter (D-28), in its order.
  static List<Recipient> invitees(@Nullable List<Recipient> recipients, ImAddress inviter) {
    Map<ImAddress, Recipient> distinct = new LinkedHashMap<>();
    ImAddress self = inviter.canonical();
    if (recipients != null) {
      for (Recipient recipient : recipients) {
        ImAddress user = recipient.address().canonical();
        if (!user.equals(self)) {
          distinct.putIfAbsent(user, recipient);
        }
      }
    }
    return List.copyOf(distinct.values());
  }

  static void create(
      Turn t,
      SipRequest r,
      ImAddress session,
      ImAddress identity,
      @Nullable ImAddress group,
      SwitchCandidate at,
      boolean keepsAlone,
      boolean largeMessage) {
    Map<String, String> carried = carried(t, r);
    String recording = t.policy().archive() ? t.token("recording") : null;
    t.apply(
        new Event.SessionCreated(
            new SessionHead(
                session,
                identity,
                group,
                Phase.INVITING,
                t.at(),
                null,
                Objects.requireNonNull(r.originator()),
                carried.get(SUBJECT),
                null,
                List.of(),
                recording,
                MediaAssignment.to(at),
                0,
                keepsAlone,
                carried,
                largeMessage)));
  }

  /// A group may have a subject for sessions that are begun without one.
  private static Map<String, String> carried(Turn t, SipRequest r) {
    String subject =
        t.focus().document() == null ? null : t.focus().document().definition().subject();
    if (subject == null || r.carried().containsKey(SUBJECT)) {
      return r.carried();
    }
    Map<String, String> carried = new HashMap<>(r.carried());
    carried.put(SUBJECT, subject);
    return carried;
  }

  /// The inviter's leg waits, every invitee is asked (7.2.1.2-6), or the inviter is in at once.
  static void start(
      Turn t,
      SipRequest r,
      SipMethod.Invite invite,
      NameAddress originator,
      MsrpMedia stream,
      List<Recipient> invitees,
      List<Recipient> history) {
    Leg leg = DiallingIn.accept(t, r, invite.offer(), originator, true);
    t.apply(new Event.SessionNoted(t.session().awaiting(leg.tag())));
    Inviting.Invitation invitation =
        new Inviting.Invitation(
            originator, r.from(), r.anonymous(), stream, r.maxForwards() - 1, history, null);
    Inviting.invite(t, invitation, invitees);
    if (t.focus().running() == null) {
      return; // nobody could be asked
    }
    if (invitees.isEmpty() || (t.policy().earlyAnswer() && !LargeMessages.isOne(t))) {
      Joining.in(t, leg.tag(), null);
    }
  }
}
