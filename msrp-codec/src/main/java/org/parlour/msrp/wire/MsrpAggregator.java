package org.parlour.msrp.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpPath;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.MsrpUri;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.transfer.Reassembly;
import org.parlour.msrp.transfer.Reassembly.Outcome;
import org.parlour.msrp.transfer.ReportRules;
import org.parlour.msrp.transfer.TransferLimits;

/// Plays the receiver for somebody who wants whole messages, on a connection that may carry several
/// sessions: answers each SEND chunk, sends the success report (RFC 4975 §7.3.1), and passes on a
/// [WholeMessage] when a message is complete. Everything else passes unchanged: responses, reports,
/// [org.parlour.msrp.message.Malformed], and requests of other methods (these in pieces, when
/// large). A SEND without body, as it binds a connection, is a message of no octets.
///
/// A message beyond the limits is answered with 413 and dropped.
public final class MsrpAggregator extends ChannelInboundHandlerAdapter {
  private final TransferLimits limits;
  private final TransactionIds ids;

  /// Of sessions with an incomplete message.
  private final Map<MsrpUri, Reassembly> sessions = new HashMap<>();

  /// Why the request that is being read is refused already.
  private @Nullable MsrpStatus refusal;

  /// @param ids used by this connection's loop only
  public MsrpAggregator(TransferLimits limits, TransactionIds ids) {
    this.limits = limits;
    this.ids = ids;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof MsrpRequest piece && piece.head().method() == MsrpMethod.SEND) {
      read(context, piece);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void read(ChannelHandlerContext context, MsrpRequest piece) {
    RequestHead head = piece.head();
    End end = piece.end();
    WholeMessage whole = null;
    if (refusal == null) {
      whole = add(piece);
    } else {
      piece.release();
    }
    if (end != End.OPEN) {
      MsrpStatus status = refusal == null ? MsrpStatus.OK : refusal;
      refusal = null;
      if (ReportRules.answers(head, status)) {
        context.write(MsrpResponse.to(head, status));
      }
    }
    if (whole != null) {
      report(context, whole);
      context.fireChannelRead(whole);
    }
  }

  private @Nullable WholeMessage add(MsrpRequest piece) {
    MsrpUri session = piece.head().toPath().last();
    Reassembly reassembly = sessions.get(session);
    if (reassembly == null) {
      reassembly = new Reassembly(limits);
    }
    long now = System.nanoTime();
    reassembly.expire(now);
    WholeMessage whole = null;
    switch (reassembly.add(piece, now)) {
      case Outcome.Incomplete _, Outcome.Aborted _ -> {}
      case Outcome.TooLarge _ -> refusal = MsrpStatus.STOP_SENDING;
      case Outcome.Contradictory _ -> refusal = MsrpStatus.BAD_REQUEST;
      case Outcome.Complete complete -> whole = new WholeMessage(complete.head(), complete.body());
    }
    keep(session, reassembly);
    return whole;
  }

  private void keep(MsrpUri session, Reassembly reassembly) {
    if (reassembly.openMessages() == 0) {
      sessions.remove(session);
    } else if (sessions.containsKey(session) || sessions.size() < limits.openMessages()) {
      sessions.put(session, reassembly);
    } else {
      reassembly.release();
      refusal = MsrpStatus.STOP_SENDING;
    }
  }

  private void report(ChannelHandlerContext context, WholeMessage whole) {
    RequestHead head = whole.head();
    String messageId = head.messageId();
    if (ReportRules.reportsSuccess(head) && messageId != null) {
      long octets = whole.content().readableBytes();
      ByteRange range = ByteRange.of(1, octets, octets);
      context.write(
          MsrpRequest.bodiless(
              RequestHead.report(
                  ids.next(), head.fromPath(), own(head), messageId, range, MsrpStatus.OK)));
    }
  }

  private static MsrpPath own(RequestHead head) {
    return MsrpPath.of(head.toPath().last());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    context.fireChannelReadComplete();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    sessions.values().forEach(Reassembly::release);
    sessions.clear();
  }
}
