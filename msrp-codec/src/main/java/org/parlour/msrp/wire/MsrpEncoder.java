package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageEncoder;
import java.util.List;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;

/// Encodes what a handler writes. A small body is copied behind its head, a large one is passed on
/// as it is. The pieces of one request are written one after another with nothing between them.
///
/// The writer sees to it that a body does not hold its own end-line: see [TransactionIds#nextFor].
@Sharable
public final class MsrpEncoder extends MessageToMessageEncoder<MsrpMessage> {
  private static final int COPIED_BODY = 4096;
  private static final int HEAD_ESTIMATE = 512;

  public MsrpEncoder() {
    super(MsrpMessage.class);
  }

  @Override
  protected void encode(ChannelHandlerContext context, MsrpMessage message, List<Object> out) {
    switch (message) {
      case MsrpRequest request -> encode(context, request, out);
      case MsrpResponse response -> {
        ByteBuf buffer = context.alloc().buffer(HEAD_ESTIMATE);
        MsrpWriter.writeResponse(response, buffer);
        out.add(buffer);
      }
      case Malformed malformed ->
          throw new IllegalArgumentException(
              "malformed: " + malformed.reason() + " (not sendable)");
    }
  }

  private static void encode(ChannelHandlerContext context, MsrpRequest request, List<Object> out) {
    ByteBuf body = request.body();
    int length = body.readableBytes();
    boolean withBody = request.head().contentType() != null || length > 0 || request.offset() > 0;
    boolean copied = length <= COPIED_BODY;
    ByteBuf buffer = context.alloc().buffer(HEAD_ESTIMATE + (copied ? length : 0));
    if (request.offset() == 0) {
      MsrpWriter.writeHead(request.head(), withBody, buffer);
    }
    if (copied) {
      buffer.writeBytes(body, body.readerIndex(), length);
    } else {
      out.add(buffer);
      out.add(body.retainedSlice());
      buffer = context.alloc().buffer(64);
    }
    if (request.end() != End.OPEN) {
      MsrpWriter.writeEnd(request.head().transaction(), request.end(), withBody, buffer);
    }
    out.add(buffer);
  }
}
