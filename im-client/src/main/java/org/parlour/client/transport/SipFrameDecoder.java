package org.parlour.client.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.TooLongFrameException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Cuts a TCP stream into messages by Content-Length (RFC 3261 §18.3) and yields each as `byte[]`.
///
/// Remembers how far it searched, so a message that trickles in costs no more than one that comes
/// at once. Answers CRLF CRLF with CRLF on accepted connections (RFC 5626 §3.5.1). Headers above 64
/// KiB and bodies above 4 MiB are an exception, and what follows is swallowed.
final class SipFrameDecoder extends ByteToMessageDecoder {
  private static final int LONGEST_HEADERS = 64 * 1024;
  private static final int LONGEST_BODY = 4 * 1024 * 1024;
  private static final byte[] PONG = {'\r', '\n'};

  private final boolean answersPings;
  private int searched;
  private int frameLength;
  private int blankLines;
  private boolean broken;

  SipFrameDecoder(boolean answersPings) {
    this.answersPings = answersPings;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (frameLength == 0) {
      if (searched == 0) {
        skipKeepAlives(context, in);
      }
      findHeaders(in);
    }
    if (frameLength > 0 && in.readableBytes() >= frameLength) {
      byte[] frame = new byte[frameLength];
      in.readBytes(frame);
      frameLength = 0;
      searched = 0;
      blankLines = 0;
      out.add(frame);
    }
  }

  private void skipKeepAlives(ChannelHandlerContext context, ByteBuf in) {
    while (in.isReadable()) {
      byte next = in.getByte(in.readerIndex());
      if (next != '\r' && next != '\n') {
        return;
      }
      in.skipBytes(1);
      if (next == '\n' && ++blankLines == 2) {
        blankLines = 0;
        if (answersPings) {
          context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
        }
      }
    }
  }

  /// Looks for the blank line and, once found, for the length of the whole message.
  private void findHeaders(ByteBuf in) {
    int start = in.readerIndex();
    int readable = in.readableBytes();
    int at = Math.max(searched - 3, 0);
    while (at < readable) {
      int newline = in.indexOf(start + at, start + readable, (byte) '\n') - start;
      if (newline < 0) {
        break;
      }
      int lineEnd = newline > 0 && in.getByte(start + newline - 1) == '\r' ? newline - 1 : newline;
      if (lineEnd > 0 && in.getByte(start + lineEnd - 1) == '\n') {
        frameLength = newline + 1 + bodyLength(in, start, start + lineEnd);
        return;
      }
      at = newline + 1;
    }
    searched = readable;
    if (readable > LONGEST_HEADERS) {
      throw broken("headers: more than " + LONGEST_HEADERS + " bytes");
    }
  }

  private TooLongFrameException broken(String why) {
    broken = true;
    return new TooLongFrameException(why);
  }

  private int bodyLength(ByteBuf in, int start, int end) {
    int line = in.indexOf(start, end, (byte) '\n') + 1;
    while (line > start && line < end) {
      int next = in.indexOf(line, end, (byte) '\n') + 1;
      int lineEnd = next <= line ? end : next;
      int colon = in.indexOf(line, lineEnd, (byte) ':');
      if (colon > line && isContentLength(in, line, colon)) {
        return number(
            in.toString(colon + 1, lineEnd - colon - 1, StandardCharsets.US_ASCII).strip());
      }
      line = next <= line ? end : next;
    }
    return 0;
  }

  private static boolean isContentLength(ByteBuf in, int from, int colon) {
    int to = colon;
    while (to > from && (in.getByte(to - 1) == ' ' || in.getByte(to - 1) == '\t')) {
      to--;
    }
    int length = to - from;
    if (length == 1) {
      return (in.getByte(from) | 0x20) == 'l';
    }
    return length == 14
        && in.toString(from, length, StandardCharsets.US_ASCII).equalsIgnoreCase("Content-Length");
  }

  private int number(String text) {
    try {
      int length = Integer.parseInt(text);
      if (length >= 0 && length <= LONGEST_BODY) {
        return length;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw broken("Content-Length: " + text + " (expected: 0 to " + LONGEST_BODY + ")");
  }
}
