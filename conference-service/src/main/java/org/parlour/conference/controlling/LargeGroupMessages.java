package org.parlour.conference.controlling;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.state.Effect;
import org.parlour.contracts.error.ImError;
import org.parlour.contracts.routing.AggregateKey;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.Warning;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.list.CopyControl;
import org.parlour.protocol.list.Recipient;

/// A large message to a group (reference §7.2): the group's focus says who may send it and who its
/// members are, and hands the INVITE to a focus of its own, as if it had been sent to F with all of
/// them listed. So the group's session is nothing to it.
final class LargeGroupMessages {
  private static final int NOT_ACCEPTABLE_HERE = 488;

  private LargeGroupMessages() {}

  /// The checks stand in the order of clause 8.3.1.1.1.
  static void received(Turn t, SipRequest r, SipMethod.Invite invite, ImAddress originator) {
    if (t.policy().domain().isSession(r.requestUri())) {
      Answers.refuse(
          t, r, NOT_ACCEPTABLE_HERE, Warning.of("a large message goes to no running session"));
    } else if (!Admission.maySendToMembers(t, originator)) {
      Answers.refuse(t, r, ImError.ORIGINATOR_NOT_AUTHORIZED);
    } else if (r.anonymous() && !Admission.mayBeAnonymous(t, originator)) {
      Answers.refuse(t, r, ImError.ANONYMITY_NOT_ALLOWED);
    } else {
      hand(
          t, r.as(factory(t), new SipMethod.Invite(invite.offer(), members(t), invite.switches())));
    }
  }

  /// The sender gives up: who has its INVITE has to know.
  static void cancelled(Turn t, SipRequest cancel) {
    if (t.focus().document() != null) {
      hand(t, cancel);
    }
  }

  /// The same request goes to the same focus however often it comes, and nobody can guess which.
  private static void hand(Turn t, SipRequest r) {
    String token =
        Derived.token(
            t.seed(),
            "large " + r.dialog().callId() + " " + Objects.toString(r.dialog().remoteTag(), ""),
            r.cseq());
    AggregateKey key = new AggregateKey(t.policy().domain().adHocSession(token).toString());
    t.emit(new Effect.ToAggregate(key, r));
  }

  /// Nobody reads who else is a member.
  private static List<Recipient> members(Turn t) {
    return Objects.requireNonNull(t.focus().document()).definition().members().stream()
        .map(member -> new Recipient(member.address(), CopyControl.BCC, false, null))
        .toList();
  }

  private static ImAddress factory(Turn t) {
    return t.policy().domain().factories().stream()
        .min(Comparator.comparing(ImAddress::toString))
        .orElseThrow();
  }
}
