package org.parlour.msrp.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.ByteRange;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpMethod;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
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
/// A message beyond the limits is answered with 413 and dropped; one whose next chunk never comes
/// is dropped when its time is up.
public final class MsrpAggregator extends ChannelInboundHandlerAdapter {
  private final TransferLimits limits;
  private final TransactionIds ids;
  private final Reassembly reassembly;

  /// Why the request that is being read is refused already.
  private @Nullable MsrpStatus refusal;

  /// Looks for messages whose time is up; null while none is open.
  private @Nullable Future<?> watch;

  /// @param ids used by this connection's loop only
  public MsrpAggregator(TransferLimits limits, TransactionIds ids) {
    this.limits = limits;
    this.ids = ids;
    this.reassembly = new Reassembly(limits);
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
      whole = add(context, piece);
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

  private @Nullable WholeMessage add(ChannelHandlerContext context, MsrpRequest piece) {
    WholeMessage whole = null;
    switch (reassembly.add(piece, now(context))) {
      case Outcome.Incomplete _ -> watch(context);
      case Outcome.Aborted _ -> {}
      case Outcome.TooLarge _ -> refusal = MsrpStatus.STOP_SENDING;
      case Outcome.Contradictory _ -> refusal = MsrpStatus.BAD_REQUEST;
      case Outcome.Complete complete -> whole = new WholeMessage(complete.head(), complete.body());
    }
    return whole;
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }

  private void watch(ChannelHandlerContext context) {
    if (watch == null && reassembly.openMessages() > 0) {
      long patience = Math.max(1, limits.patience().toNanos());
      watch = context.executor().schedule(() -> expire(context), patience, TimeUnit.NANOSECONDS);
    }
  }

  private void expire(ChannelHandlerContext context) {
    watch = null;
    reassembly.expire(now(context));
    watch(context);
  }

  private void report(ChannelHandlerContext context, WholeMessage whole) {
    RequestHead head = whole.head();
    if (ReportRules.reportsSuccess(head) && head.messageId() != null) {
      long octets = whole.content().readableBytes();
      ByteRange range = ByteRange.of(1, octets, octets);
      context.write(
          MsrpRequest.bodiless(RequestHead.reportOn(head, ids.next(), range, MsrpStatus.OK)));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    context.fireChannelReadComplete();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    reassembly.release();
    if (watch != null) {
      watch.cancel(false);
      watch = null;
    }
  }
}
