package org.parlour.conference.pager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.parlour.conference.ids.Derived;
import org.parlour.conference.policy.Users;
import org.parlour.conference.state.PagerMessage;
import org.parlour.conference.state.PagerRecipient;
import org.parlour.contracts.signalling.SipMethod;
import org.parlour.contracts.signalling.SipRequest;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.user.AccessAction;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.list.Recipient;

/// A MESSAGE that passed every check of clause 8.3.1.1.1, and what clause 8.3.2.1 makes of it.
///
/// @param target what it was sent to, as others may read it
/// @param from of the copies, when the originator may be named
/// @param history what recipients may read of the list; empty for none
public record PagerRequest(
    SipRequest request,
    SipMethod.Message message,
    NameAddress originator,
    boolean anonymous,
    ImAddress target,
    NameAddress from,
    List<Recipient> history) {
  private static final NameAddress ANONYMOUS =
      new NameAddress("Anonymous", ImAddress.sip("anonymous", "anonymous.invalid"));

  /// 8.3.1.1.1-7 and -8: answers, and sends one MESSAGE to each of `recipients`, once, but not to
  /// whose rules refuse it (reference §4.5). What is ours to resolve is no recipient: a group in a
  /// list would be a list within a list (RFC 5363 §4.1).
  public void send(PagerTurn t, List<PagerRecipient> recipients) {
    List<PagerRecipient> reachable = new ArrayList<>();
    List<PagerRecipient> unreachable = new ArrayList<>();
    Set<ImAddress> seen = new HashSet<>();
    Users.Asking asking = new Users.Asking(originator.address(), anonymous, t.at());
    for (PagerRecipient recipient : recipients) {
      if (seen.add(recipient.address())) {
        boolean refused =
            t.policy().domain().owns(recipient.address())
                || t.users()
                        .refusal(recipient.address(), AccessAction.ALLOW_PAGER_MODE_MESSAGE, asking)
                    != null;
        (refused ? unreachable : reachable).add(recipient);
      }
    }
    Fanout.start(t, request, accepted(t, reachable), unreachable);
  }

  private PagerMessage accepted(PagerTurn t, List<PagerRecipient> recipients) {
    return new PagerMessage(
        Fanout.id(request),
        request.transaction(),
        t.at().plus(t.policy().pager().deadline()),
        Derived.seed(request.seed()),
        target,
        originator,
        anonymous ? anonymously() : from,
        anonymous,
        request.maxForwards() - 1,
        request.carried(),
        content(),
        recipients,
        t.policy().pager().reports() ? Reports.wanted(message) : null);
  }

  /// S names nobody, so it may stay (8.3.2.1-5c).
  private NameAddress anonymously() {
    return from.address().equals(target) ? from : ANONYMOUS;
  }

  private SipContent content() {
    return history.isEmpty()
        ? new SipContent.Written(message.contentType(), message.body())
        : new SipContent.MessageWithHistory(message.contentType(), message.body(), history);
  }
}
