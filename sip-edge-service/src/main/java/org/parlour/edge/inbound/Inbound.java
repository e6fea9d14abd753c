package org.parlour.edge.inbound;

import java.time.Clock;
import org.parlour.edge.backbone.Backbone;
import org.parlour.edge.backbone.EdgeId;
import org.parlour.edge.metrics.EdgeMetrics;
import org.parlour.edge.outbound.ResponseWriter;
import org.parlour.edge.sipstack.CallIdStripes;
import org.parlour.edge.sipstack.SipInboundListener;
import org.parlour.edge.sipstack.SipStack;
import org.parlour.edge.transactions.AnswerRetransmitter;
import org.parlour.edge.transactions.HeldTransactions;

/// Puts the inbound side together.
public final class Inbound {
  private Inbound() {}

  public static SipInboundListener listener(
      InboundSettings settings,
      EdgeId self,
      SipStack stack,
      CallIdStripes stripes,
      HeldTransactions held,
      AnswerRetransmitter retransmitter,
      ResponseWriter writer,
      Backbone backbone,
      Readiness readiness,
      Clock clock,
      EdgeMetrics metrics) {
    return new InboundHandler(
        new RequestGate(settings.trusted()),
        new Relay(settings.sentBy(), settings.usualTransport()),
        new RequestReader(
            settings.routing(),
            new BodyReader(
                new ContentCoding(settings.maxBody()),
                new MessageBodyReader(settings.maxPagerMessage(), settings.sentBy())),
            self.replyTo(),
            settings.switches(),
            clock),
        new ResponseReader(clock),
        new MessageQuota(settings.messagesPerMinute(), settings.sentBy(), clock),
        writer,
        stack,
        stripes,
        held,
        retransmitter,
        backbone,
        readiness,
        clock,
        metrics);
  }
}
