package org.parlour.contracts.sip;

/// Identifies a server transaction, the same at every edge and for every retransmission: made from
/// the topmost Via's branch and sent-by, with ACK and CANCEL under their INVITE (RFC 3261 §17.2.3).
public record TransactionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
