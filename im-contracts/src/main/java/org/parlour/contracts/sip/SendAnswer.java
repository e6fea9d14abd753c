package org.parlour.contracts.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.contracts.routing.AggregateKey;

/// Answer a request. The edge that holds the transaction uses it; any other writes the answer from
/// the skeleton. A 2xx to INVITE is repeated until its ACK or a [StopRetransmission].
///
/// @param key the aggregate, for what the edge has to tell it
/// @param toTag our tag; null for an answer that opens no dialog and needs none of its own
/// @param then what must follow this answer on the wire, sent by the same edge in order
public record SendAnswer(
    AggregateKey key,
    TransactionId transaction,
    ReplyTo replyTo,
    ResponseSkeleton skeleton,
    int status,
    @Nullable String toTag,
    SipHeaders headers,
    SipContent content,
    List<SendRequest> then)
    implements EdgeInstruction {
  public SendAnswer {
    then = List.copyOf(then);
  }
}
