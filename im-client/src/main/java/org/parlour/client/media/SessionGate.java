package org.parlour.client.media;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.message.MsrpStatus;
import org.parlour.msrp.message.RequestHead;
import org.parlour.msrp.transfer.ReportRules;

/// Lets requests pass that belong to a session of ours, and binds a session to the connection that
/// proves its paths (RFC 4975 §5.4, §7.3): unknown session 481, another connection 506.
final class SessionGate extends ChannelInboundHandlerAdapter {
  private final MediaEndpoint endpoint;
  private final MediaConnection connection;
  private boolean refusing;

  SessionGate(MediaEndpoint endpoint, MediaConnection connection) {
    this.endpoint = endpoint;
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case MsrpRequest request -> read(context, request);
      case Malformed malformed -> refuse(context, malformed);
      default -> context.fireChannelRead(message);
    }
  }

  private void read(ChannelHandlerContext context, MsrpRequest request) {
    if (request.offset() == 0) {
      MsrpStatus refusal = check(request.head());
      refusing = refusal != null;
      if (refusal != null && ReportRules.answers(request.head(), refusal)) {
        context.writeAndFlush(MsrpResponse.to(request.head(), refusal));
      }
    }
    if (refusing) {
      refusing = request.end() == End.OPEN;
      request.release();
    } else {
      context.fireChannelRead(request);
    }
  }

  private @Nullable MsrpStatus check(RequestHead head) {
    MediaSession session = endpoint.expected(head.toPath().first().sessionId());
    if (session == null || !session.isFrom(head.fromPath())) {
      return MsrpStatus.NO_SESSION;
    }
    return session.bind(connection) ? null : MsrpStatus.BOUND_ELSEWHERE;
  }

  private static void refuse(ChannelHandlerContext context, Malformed malformed) {
    MsrpResponse answer = malformed.answer();
    if (answer != null) {
      context.writeAndFlush(answer);
    }
    if (malformed.framingLost()) {
      context.close();
    }
  }
}
