package org.parlour.edge.backbone;

import org.parlour.contracts.sip.ReplyTo;

/// This edge: its ordinal, which is its partition of `parlour.edge-inbox`, and its incarnation,
/// which grows with each start.
public record EdgeId(int ordinal, long incarnation) {
  public ReplyTo replyTo() {
    return new ReplyTo(ordinal, incarnation);
  }

  /// Whether an instruction was meant for this very process.
  public boolean is(ReplyTo replyTo) {
    return replyTo.edge() == ordinal && replyTo.incarnation() == incarnation;
  }
}
