package org.parlour.conference.state;

import java.util.ArrayList;
import java.util.List;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.TransactionId;

/// A 2xx of ours that its peer has not acknowledged.
///
/// @param holders the edges that repeat it
/// @param answerExpected the 2xx carried our offer, the ACK must carry the answer
public record AwaitedAck(
    TransactionId transaction, long cseq, List<ReplyTo> holders, boolean answerExpected) {
  public AwaitedAck {
    holders = List.copyOf(holders);
  }

  /// Another edge repeats the answer too.
  public AwaitedAck heldBy(ReplyTo edge) {
    if (holders.contains(edge)) {
      return this;
    }
    List<ReplyTo> more = new ArrayList<>(holders);
    more.add(edge);
    return new AwaitedAck(transaction, cseq, more, answerExpected);
  }
}
