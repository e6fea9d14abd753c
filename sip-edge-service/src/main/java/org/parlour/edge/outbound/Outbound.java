package org.parlour.edge.outbound;

import io.netty.util.Timer;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.sipstack.CallIdStripes;
import org.parlour.edge.sipstack.SipStack;
import org.parlour.edge.transactions.AnswerRetransmitter;
import org.parlour.edge.transactions.HeldTransactions;

/// Puts the outbound side together.
public final class Outbound {
  private Outbound() {}

  public static ResponseWriter responses(OutboundSettings settings) {
    return new ResponseWriter(settings.warningAgent(), settings.product());
  }

  /// @param timer borrowed
  public static InstructionExecutor executor(
      OutboundSettings settings,
      EdgeId self,
      SipStack stack,
      CallIdStripes stripes,
      HeldTransactions held,
      AnswerRetransmitter retransmitter,
      Timer timer,
      EdgeMetrics metrics) {
    return new InstructionExecutor(
        self,
        stack,
        stripes,
        held,
        retransmitter,
        responses(settings),
        new RequestWriter(
            settings.warningAgent(), settings.sentBy(), settings.product(), settings.nextHop()),
        timer,
        metrics);
  }
}
