package org.parlour.conference.controlling;

import java.util.Set;
import java.util.stream.Collectors;
import org.parlour.conference.state.Event;
import org.parlour.conference.state.Leg;
import org.parlour.conference.state.RosterUser;
import org.parlour.conference.state.StoredDocument;
import org.parlour.conference.state.Subscription;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.signalling.GroupDocument;
import org.parlour.contracts.sip.SipHeaders;
import org.parlour.contracts.sip.SubscriptionState.TerminationReason;
import org.parlour.protocol.address.ImAddress;

/// A group document came into force: a deleted group ends, a removed member is expelled
/// (architecture §4).
final class Documents {
  private Documents() {}

  static void changed(Turn t, GroupDocument document) {
    come(t, document);
    Parking.release(t);
  }

  private static void come(Turn t, GroupDocument document) {
    StoredDocument known = t.focus().document();
    if (known != null && document.version() <= known.version()) {
      return;
    }
    if (document.definition() == null) {
      if (known != null) {
        removed(t);
      }
    } else {
      Set<ImAddress> admitted = admitted(t);
      t.apply(
          new Event.DocumentStored(new StoredDocument(document.version(), document.definition())));
      withdraw(t, admitted);
      SessionDuration.limit(t);
    }
  }

  private static void removed(Turn t) {
    if (t.focus().running() != null) {
      Leg inviter = InviteAnswers.waiting(t);
      if (inviter != null) {
        InviteAnswers.refuseInviter(
            t,
            inviter,
            404,
            SipHeaders.builder().warning(ImError.CONFERENCE_UNKNOWN.warning()).build());
      }
      Leaving.sayClosing(t);
      Leaving.end(t, Leaving.RELEASED);
    }
    for (Subscription s : t.focus().subscriptions().values()) {
      Notifying.end(t, s, TerminationReason.NORESOURCE);
    }
    t.apply(new Event.DocumentRemoved());
  }

  /// The users who may join. A participant whom another one added need not be among them.
  private static Set<ImAddress> admitted(Turn t) {
    return t.focus().users().values().stream()
        .map(RosterUser::address)
        .filter(user -> Admission.mayJoin(t, user))
        .collect(Collectors.toSet());
  }

  /// Who had a right by the former document and lost it stops using it.
  private static void withdraw(Turn t, Set<ImAddress> admitted) {
    for (Subscription s : t.focus().subscriptions().values()) {
      if (!Admission.maySubscribe(t, s.subscriber())) {
        Notifying.end(t, s, TerminationReason.REJECTED);
      }
    }
    if (t.focus().running() == null) {
      return;
    }
    for (RosterUser user : t.focus().users().values()) {
      if (user.present()
          && admitted.contains(user.address())
          && !Admission.mayJoin(t, user.address())) {
        Expelling.remove(t, user);
      }
    }
    Leaving.releaseIfDeserted(t);
  }
}
