package org.parlour.conference.controlling;

import org.jspecify.annotations.Nullable;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// Who may do what (reference §5.3, §5.5; D-33).
final class Admission {
  private Admission() {}

  /// The Authenticated Originator's IM Address of a request that needs one and a Contact. Answers
  /// and returns null when either is missing.
  static @Nullable NameAddress originator(Turn t, SipRequest r) {
    if (r.originator() == null) {
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

  /// By the group document, or for an ad-hoc session by who was in it or was asked.
  static boolean mayJoin(Turn t, ImAddress user) {
    return t.focus().document() == null
        ? t.focus().users().containsKey(user.canonical().toString())
        : t.focus().document().definition().openToAll() || member(t, user) != null;
  }

  /// D-33: without a document only current and invited participants.
  static boolean maySubscribe(Turn t, ImAddress user) {
    if (t.focus().document() != null) {
      return mayJoin(t, user);
    }
    RosterUser known = t.focus().users().get(user.canonical().toString());
    return known != null && known.present();
  }

  static boolean mayBeAnonymous(Turn t) {
    return t.focus().document() == null
        ? t.policy().anonymityAllowed()
        : t.focus().document().definition().openToAll();
  }

  /// Joined and pending participants, each user once.
  static int participants(Turn t) {
    return t.focus().users().count(RosterUser::present);
  }

  static int mostParticipants(Turn t) {
    if (t.focus().document() == null) {
      return t.policy().maxParticipants();
    }
    Integer most = t.focus().document().definition().maxParticipants();
    return most == null ? Integer.MAX_VALUE : most;
  }

  static int connected(Turn t) {
    return t.focus()
        .users()
        .count(
            user -> {
              for (String tag : user.legs()) {
                Leg leg = t.focus().legs().get(tag);
                if (leg != null && leg.connected()) {
                  return true;
                }
              }
              return false;
            });
  }
}
