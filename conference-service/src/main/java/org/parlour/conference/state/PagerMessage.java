package org.parlour.conference.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.SipContent;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

/// A pager message that was accepted and goes to several users (clause 8.3.2.1). It never changes;
/// how far it got is its [PagerProgress].
///
/// @param id of (Call-ID, From-tag, CSeq): the same request by another way has the same
/// @param transaction by which it came
/// @param deadline whoever was not reached by then never is
/// @param seed from which the copies' identifiers are derived
/// @param target what it was sent to: F, an exploder, G or S
/// @param originator the Authenticated Originator's IM Address
/// @param from of every copy
/// @param anonymous `Privacy: id` was asked for
/// @param maxForwards of every copy
/// @param carried headers of the request that pass on
/// @param report null when nobody wants to hear of failures
public record PagerMessage(
    String id,
    TransactionId transaction,
    Instant deadline,
    String seed,
    ImAddress target,
    NameAddress originator,
    NameAddress from,
    boolean anonymous,
    int maxForwards,
    Map<String, String> carried,
    SipContent content,
    List<PagerRecipient> recipients,
    @Nullable ReportRequest report)
    implements StatePart {
  public PagerMessage {
    carried = Map.copyOf(carried);
    recipients = List.copyOf(recipients);
  }
}
