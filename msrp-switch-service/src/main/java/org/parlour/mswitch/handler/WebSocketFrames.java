package org.parlour.mswitch.handler;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.parlour.msrp.message.End;
import org.parlour.mswitch.metrics.SwitchMetrics;

/// Between WebSocket frames, text or binary, and the octets of MSRP (RFC 7977 §5). Each buffer that
/// is written is a message and becomes a binary frame, since its body may be anything. A WebSocket
/// message that ends within one of MSRP is an error: what comes next would be taken for its body.
public final class WebSocketFrames extends ChannelDuplexHandler {
  private static final int FLAG_AND_LINE_END = 3;

  private final NettyConnection connection;

  public WebSocketFrames(NettyConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (read instanceof WebSocketFrame frame) {
      boolean broken = frame.isFinalFragment() && breaksOff(frame.content());
      context.fireChannelRead(frame.content());
      if (broken) {
        connection.close(SwitchMetrics.Closing.FRAMING_LOST);
      }
    } else {
      context.fireChannelRead(read);
    }
  }

  /// Whether the last octets are no end of an end-line.
  private static boolean breaksOff(ByteBuf last) {
    int end = last.writerIndex();
    return last.readableBytes() > FLAG_AND_LINE_END
        && (last.getByte(end - 2) != '\r'
            || last.getByte(end - 1) != '\n'
            || End.ofOctet(last.getByte(end - FLAG_AND_LINE_END)) == End.OPEN);
  }

  @Override
  public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
    if (written instanceof ByteBuf message && message.isReadable()) {
      context.write(new BinaryWebSocketFrame(message), promise);
    } else {
      context.write(written, promise);
    }
  }
}
