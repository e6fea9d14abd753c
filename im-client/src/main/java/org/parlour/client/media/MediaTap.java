package org.parlour.client.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import org.parlour.client.transport.WireTap;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.Malformed;
import org.parlour.msrp.message.MsrpMessage;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.MsrpResponse;
import org.parlour.msrp.wire.MsrpWriter;

/// Shows every MSRP message of a connection to the tap, printed again from what was read.
final class MediaTap extends ChannelDuplexHandler {
  private final WireTap tap;

  MediaTap(WireTap tap) {
    this.tap = tap;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    show(context, message, false);
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    show(context, message, true);
    context.write(message, promise);
  }

  private void show(ChannelHandlerContext context, Object object, boolean outgoing) {
    if (object instanceof MsrpMessage message) {
      ByteBuf text = Unpooled.buffer(512);
      print(message, text);
      tap.saw(
          new WireTap.Frame(
              WireTap.Protocol.MSRP,
              outgoing,
              (InetSocketAddress) context.channel().localAddress(),
              (InetSocketAddress) context.channel().remoteAddress(),
              ByteBufUtil.getBytes(text)));
    }
  }

  private static void print(MsrpMessage message, ByteBuf text) {
    switch (message) {
      case MsrpResponse response -> MsrpWriter.writeResponse(response, text);
      case Malformed malformed -> ByteBufUtil.writeUtf8(text, "malformed: " + malformed.reason());
      case MsrpRequest request -> {
        ByteBuf body = request.body();
        boolean withBody = request.head().contentType() != null || body.isReadable();
        if (request.offset() == 0) {
          MsrpWriter.writeHead(request.head(), withBody, text);
        }
        text.writeBytes(body, body.readerIndex(), body.readableBytes());
        if (request.end() != End.OPEN) {
          MsrpWriter.writeEnd(request.head().transaction(), request.end(), withBody, text);
        }
      }
    }
  }
}
