package org.parlour.conference.controlling;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.group.GroupAction;
import org.parlour.contracts.group.Ruleset;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Who may do what (reference §5.3, §5.5; D-33): in a group by the rules of its document, in an
/// ad-hoc session by who was in it or was asked.
final class Admission {
  private Admission() {}

  /// The Authenticated Originator's IM Address of a request that needs one and a Contact. Answers
  /// and returns null when either is missing, or the user may not use the service.
  static @Nullable NameAddress originator(Turn t, SipRequest r) {
    if (r.originator() == null || !t.users().mayOriginate(r.originator().address())) {
      Answers.refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
      return null;
    }
    if (r.contact() == null) {
      Answers.refuse(t, r, 400, (Warning) null);
      return null;
    }
    return r.originator();
  }

  static GroupDocument.@Nullable Member member(Turn t, ImAddress user) {
    return t.focus().document() == null ? null : t.members().get(user.canonical());
  }

  /// Why the user may not send its INVITE to this S or G: the checks of 7.2.1.3-3 to -5 in their
  /// order.
  ///
  /// @return null when it may
  static @Nullable ImError refusal(Turn t, ImAddress user, boolean anonymous) {
    if (t.focus().document() == null) {
      if (!mayJoin(t, user)) {
        return ImError.NOT_A_PARTICIPANT;
      }
      if (isExpelled(t, user)) {
        return ImError.JOINING_NOT_ALLOWED;
      }
      return isFull(t, user) ? ImError.TOO_MANY_PARTICIPANTS : anonymity(t, anonymous);
    }
    Set<GroupAction> rights = rights(t, user, anonymous);
    if (t.focus().running() == null && !rights.contains(GroupAction.ALLOW_INITIATE_CONFERENCE)) {
      return ImError.INITIATION_NOT_ALLOWED;
    }
    if (!rights.contains(GroupAction.JOIN_HANDLING) || isExpelled(t, user)) {
      return ImError.JOINING_NOT_ALLOWED;
    }
    if (isFull(t, user)) {
      return ImError.TOO_MANY_PARTICIPANTS;
    }
    return anonymous && !rights.contains(GroupAction.ALLOW_ANONYMITY)
        ? ImError.ANONYMITY_NOT_ALLOWED
        : null;
  }

  /// From the running session, by somebody who may (reference §5.3).
  private static boolean isExpelled(Turn t, ImAddress user) {
    RosterUser known = t.focus().users().get(user.canonical().toString());
    return t.focus().running() != null
        && known != null
        && known.expelled()
        && !t.policy().rejoinAfterExpulsion();
  }

  private static @Nullable ImError anonymity(Turn t, boolean asked) {
    return asked && !t.policy().anonymityAllowed() ? ImError.ANONYMITY_NOT_ALLOWED : null;
  }

  static boolean mayJoin(Turn t, ImAddress user) {
    return t.focus().document() == null
        ? t.focus().users().containsKey(user.canonical().toString())
        : may(t, user, GroupAction.JOIN_HANDLING);
  }

  /// Who may write to the group's members: they, and who may join.
  static boolean maySendToMembers(Turn t, ImAddress user) {
    return member(t, user) != null || mayJoin(t, user);
  }

  /// D-33: without a document only current and invited participants.
  static boolean maySubscribe(Turn t, ImAddress user) {
    if (t.focus().document() != null) {
      return may(t, user, GroupAction.ALLOW_CONFERENCE_STATE);
    }
    RosterUser known = t.focus().users().get(user.canonical().toString());
    return known != null && known.present();
  }

  static boolean mayBeAnonymous(Turn t, ImAddress user) {
    return t.focus().document() == null
        ? t.policy().anonymityAllowed()
        : rights(t, user, true).contains(GroupAction.ALLOW_ANONYMITY);
  }

  /// Any participant of an ad-hoc session may, unless that is for one message.
  static boolean mayAdd(Turn t, ImAddress participant) {
    return t.focus().document() == null
        ? !LargeMessages.isOne(t)
        : may(t, participant, GroupAction.ALLOW_INVITE_USERS_DYNAMICALLY);
  }

  static boolean mayExpel(Turn t, RosterUser participant) {
    return participant.initiator()
        || (t.focus().document() != null
            && may(t, participant.address(), GroupAction.ALLOW_EXPELLING));
  }

  static boolean isKeyParticipant(Turn t, ImAddress user) {
    return t.focus().document() != null && may(t, user, GroupAction.IS_KEY_PARTICIPANT);
  }

  private static boolean may(Turn t, ImAddress user, GroupAction action) {
    return rights(t, user, false).contains(action);
  }

  /// By the group's document; nothing without one.
  private static Set<GroupAction> rights(Turn t, ImAddress user, boolean anonymous) {
    return t.focus().document() == null
        ? Set.of()
        : Ruleset.granted(
            t.focus().document().definition().ruleset(),
            new Ruleset.Requester(user.canonical(), member(t, user) != null, anonymous, t.at()));
  }

  private static boolean isFull(Turn t, ImAddress user) {
    RosterUser known = t.focus().users().get(user.canonical().toString());
    boolean counted = t.focus().running() != null && known != null && known.present();
    return !counted && participants(t) >= mostParticipants(t);
  }

  /// Joined and pending participants, each user once.
  static int participants(Turn t) {
    return t.focus().running() == null ? 0 : t.focus().users().count(RosterUser::present);
  }

  static int mostParticipants(Turn t) {
    if (t.focus().document() == null) {
      return t.policy().maxParticipants();
    }
    Integer most = t.focus().document().definition().maxParticipants();
    return most == null ? Integer.MAX_VALUE : most;
  }
}
