package org.parlour.edge.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.edge.syntax.HeaderBlock;

/// Cuts a byte stream into messages (RFC 3261 §18.3). Yields [SipFrame]s, and [KeepAlive#PING] for
/// each double CRLF between messages (RFC 5626 §3.5.1); a single CRLF is passed over.
///
/// Memory for one connection is bounded by `maxHead + maxBody`. A body beyond the limit is skipped
/// when it is not much larger than that, so that the connection lives on; what cannot be framed any
/// more ends with a frame that carries a fault, after which everything is swallowed ([#broken()]).
///
/// States: HEAD → BODY → HEAD; HEAD → SKIP → HEAD; any → BROKEN.
final class StreamFramer extends ByteToMessageDecoder {
  /// How many bodies of the largest size are skipped rather than taken as a broken stream.
  private static final int PATIENCE = 64;

  private final int maxHead;
  private final int maxBody;

  /// Where the search for the end of the headers goes on, relative to the reader index.
  private int searched;

  private @Nullable HeaderBlock head;
  private byte[] message = new byte[0];
  private int bodyStart;
  private int filled;
  private int toSkip;
  private boolean broken;

  enum KeepAlive {
    PING
  }

  StreamFramer(int maxHead, int maxBody) {
    this.maxHead = maxHead;
    this.maxBody = maxBody;
  }

  /// Whether the stream lost its framing: the connection is of no more use.
  boolean broken() {
    return broken;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
    } else if (toSkip > 0) {
      int now = Math.min(toSkip, in.readableBytes());
      in.skipBytes(now);
      toSkip -= now;
    } else if (head != null) {
      readBody(head, in, out);
    } else {
      readHead(in, out);
    }
  }

  private void readHead(ByteBuf in, List<Object> out) {
    if (searched == 0 && skipLineEnds(in, out)) {
      return;
    }
    int end = headEnd(in);
    int length = end < 0 ? in.readableBytes() : end;
    if (length > maxHead) {
      byte[] part = take(in, Math.min(length, maxHead));
      breakWith(HeaderBlock.parse(part, part.length), part, FrameFault.HEAD_TOO_LARGE, out);
    } else if (end >= 0) {
      searched = 0;
      byte[] bytes = take(in, length);
      headRead(HeaderBlock.parse(bytes, bytes.length), bytes, in, out);
    }
  }

  /// Passes over line ends between messages; false when a message begins.
  private static boolean skipLineEnds(ByteBuf in, List<Object> out) {
    while (in.isReadable()) {
      byte next = in.getByte(in.readerIndex());
      if (next != '\r' && next != '\n') {
        return false;
      }
      int readable = in.readableBytes();
      if (next == '\r' && readable < 4 && mayBecomePing(in, readable)) {
        return true;
      }
      if (next == '\r' && readable >= 4 && isPing(in)) {
        in.skipBytes(4);
        out.add(KeepAlive.PING);
        return true;
      }
      in.skipBytes(1);
    }
    return true;
  }

  private static boolean mayBecomePing(ByteBuf in, int readable) {
    int at = in.readerIndex();
    return (readable < 2 || in.getByte(at + 1) == '\n')
        && (readable < 3 || in.getByte(at + 2) == '\r');
  }

  private static boolean isPing(ByteBuf in) {
    int at = in.readerIndex();
    return in.getByte(at + 1) == '\n' && in.getByte(at + 2) == '\r' && in.getByte(at + 3) == '\n';
  }

  /// Length of the headers with their empty line, or -1 when it is not there yet.
  private int headEnd(ByteBuf in) {
    int start = in.readerIndex();
    int from = start + searched;
    int end = in.writerIndex();
    while (true) {
      int lineEnd = in.indexOf(from, end, (byte) '\n');
      if (lineEnd < 0) {
        searched = Math.max(0, end - start);
        return -1;
      }
      if (isEmptyLineBefore(in, start, lineEnd)) {
        return lineEnd + 1 - start;
      }
      from = lineEnd + 1;
    }
  }

  /// Whether the line that ends at `lineEnd` is empty, its predecessor ended by LF.
  private static boolean isEmptyLineBefore(ByteBuf in, int start, int lineEnd) {
    int before = lineEnd - 1;
    if (before >= start && in.getByte(before) == '\r') {
      before--;
    }
    return before >= start && in.getByte(before) == '\n';
  }

  private void headRead(HeaderBlock block, byte[] bytes, ByteBuf in, List<Object> out) {
    int length = Framing.contentLength(block);
    if (length == Framing.ABSENT) {
      breakWith(block, bytes, FrameFault.NO_CONTENT_LENGTH, out);
    } else if (length == Framing.BAD) {
      breakWith(block, bytes, FrameFault.BAD_CONTENT_LENGTH, out);
    } else if (length > maxBody) {
      broken = length > (long) maxBody * PATIENCE;
      toSkip = broken ? 0 : length;
      out.add(new SipFrame(bytes, bytes.length, block, FrameFault.BODY_TOO_LARGE));
    } else if (length == 0) {
      out.add(new SipFrame(bytes, bytes.length, block, null));
    } else {
      head = block;
      bodyStart = bytes.length;
      filled = bytes.length;
      message = new byte[bytes.length + length];
      System.arraycopy(bytes, 0, message, 0, bytes.length);
      readBody(block, in, out);
    }
  }

  private void readBody(HeaderBlock block, ByteBuf in, List<Object> out) {
    int now = Math.min(message.length - filled, in.readableBytes());
    in.readBytes(message, filled, now);
    filled += now;
    if (filled == message.length) {
      out.add(new SipFrame(message, bodyStart, block, null));
      head = null;
      message = new byte[0];
    }
  }

  private void breakWith(HeaderBlock block, byte[] bytes, FrameFault fault, List<Object> out) {
    broken = true;
    out.add(new SipFrame(bytes, bytes.length, block, fault));
  }

  private static byte[] take(ByteBuf in, int length) {
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    return bytes;
  }

  /// What answers a ping.
  static byte[] pong() {
    return "\r\n".getBytes(StandardCharsets.US_ASCII);
  }
}
