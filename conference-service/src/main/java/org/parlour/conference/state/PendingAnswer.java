package org.parlour.conference.state;

import org.jspecify.annotations.Nullable;
import org.parlour.contracts.sip.ReplyTo;
import org.parlour.contracts.sip.ResponseSkeleton;
import org.parlour.contracts.sip.SessionExpires;
import org.parlour.contracts.sip.TransactionId;
import org.parlour.protocol.sdp.SessionDescription;

/// An INVITE that we have not answered finally.
///
/// @param offer null when the INVITE has none: then our answer has ours
/// @param ringing its 180 is out
public record PendingAnswer(
    TransactionId transaction,
    ReplyTo replyTo,
    ResponseSkeleton skeleton,
    long cseq,
    @Nullable SessionDescription offer,
    @Nullable SessionExpires sessionExpires,
    @Nullable Integer minSe,
    boolean timerSupported,
    boolean ringing) {

  public PendingAnswer rung() {
    return new PendingAnswer(
        transaction, replyTo, skeleton, cseq, offer, sessionExpires, minSe, timerSupported, true);
  }

  /// The request came again, to another edge.
  public PendingAnswer heldBy(ReplyTo edge, ResponseSkeleton seenThere) {
    return new PendingAnswer(
        transaction, edge, seenThere, cseq, offer, sessionExpires, minSe, timerSupported, ringing);
  }
}
