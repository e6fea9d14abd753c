package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One connection of the floor. To-Path and From-Path come first in what it reads; a body ends
/// where its Byte-Range says.
final class FloorConnection extends ChannelInboundHandlerAdapter {
  private static final byte[] MSRP = "MSRP ".getBytes(US_ASCII);
  private static final byte[] CRLF = "\r\n".getBytes(US_ASCII);
  private static final byte[] BEFORE_END = "\r\n-------".getBytes(US_ASCII);
  private static final int TO_PATH = "To-Path: ".length();
  private static final int BYTE_RANGE = "Byte-Range: ".length();

  /// From this size on bodies are not copied.
  private static final int SLICED_BODY = 4 * 1024;

  private static final int ID = 12;

  private final FloorServer server;
  private final boolean framed;
  private final List<FloorLeg> touched = new ArrayList<>();

  /// Of the frame that is sent on.
  private final byte[] id = new byte[ID];

  private long ids;
  private @Nullable ByteBuf unread;
  private @Nullable FloorLeg leg;

  /// Octets that must be there before the frame at hand is looked at again.
  private int needed;

  /// @param framed each message is written alone, by a WebSocket codec
  FloorConnection(FloorServer server, boolean framed) {
    this.server = server;
    this.framed = framed;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf read = (ByteBuf) message;
    ByteBuf all =
        unread == null
            ? read
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), unread, read);
    while (all.readableBytes() > needed && frame(context, all)) {
      needed = 0;
    }
    if (all.isReadable()) {
      unread = all;
    } else {
      unread = null;
      all.release();
    }
  }

  /// @return false when it is not complete
  private boolean frame(ChannelHandlerContext context, ByteBuf in) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int toPath = next(in, start, end);
    int fromPath = next(in, toPath, end);
    int fields = next(in, fromPath, end);
    if (fields < 0) {
      return false;
    }
    int body = -1;
    int length = 0;
    int line = fields;
    while (body < 0) {
      int next = next(in, line, end);
      if (next < 0) {
        return false;
      }
      switch (in.getByte(line)) {
        case '\r' -> body = next;
        case '-' -> {
          bodiless(context, in, start, toPath, fromPath, next);
          return true;
        }
        case 'B' -> length = length(in, line + BYTE_RANGE);
        default -> {}
      }
      line = next;
    }
    int idLength = in.indexOf(start + MSRP.length, toPath, (byte) ' ') - start - MSRP.length;
    int bodyEnd = body + length;
    int after = bodyEnd + BEFORE_END.length + idLength + 1 + CRLF.length;
    if (after > end) {
      needed = after - start - 1;
      return false;
    }
    FloorLeg sender = leg;
    if (sender != null) {
      forward(context, sender, in, fields, body, bodyEnd, in.getByte(after - 3));
      answer(context, sender, in, start + MSRP.length, idLength);
    }
    in.readerIndex(after);
    return true;
  }

  /// Where the line behind the one at `from` begins; -1 when that is not here yet.
  private static int next(ByteBuf in, int from, int end) {
    int newline = from < 0 ? -1 : in.indexOf(from, end, (byte) '\n');
    return newline < 0 ? -1 : newline + 1;
  }

  private static int length(ByteBuf in, int from) {
    int index = from;
    long first = 0;
    for (byte octet = in.getByte(index); octet != '-'; octet = in.getByte(++index)) {
      first = first * 10 + octet - '0';
    }
    long last = 0;
    index++;
    for (byte octet = in.getByte(index); octet != '/'; octet = in.getByte(++index)) {
      last = last * 10 + octet - '0';
    }
    return (int) (last - first + 1);
  }

  /// Binds the connection.
  private void bodiless(
      ChannelHandlerContext context, ByteBuf in, int start, int toPath, int fromPath, int after) {
    byte[] path = new byte[fromPath - CRLF.length - toPath - TO_PATH];
    in.getBytes(toPath + TO_PATH, path);
    FloorLeg named = server.leg(path);
    if (named != null) {
      named.connected(context.channel(), framed);
      leg = named;
      int idLength = in.indexOf(start + MSRP.length, toPath, (byte) ' ') - start - MSRP.length;
      answer(context, named, in, start + MSRP.length, idLength);
    }
    in.readerIndex(after);
  }

  private void answer(
      ChannelHandlerContext context, FloorLeg to, ByteBuf in, int request, int idLength) {
    ByteBuf out = touch(context, to);
    out.writeBytes(MSRP).writeBytes(in, request, idLength).writeBytes(to.answerPaths);
    out.writeBytes(in, request, idLength).writeByte('$').writeBytes(CRLF);
    to.ended();
  }

  private void forward(
      ChannelHandlerContext context,
      FloorLeg sender,
      ByteBuf in,
      int fields,
      int body,
      int bodyEnd,
      byte flag) {
    draw();
    boolean large = bodyEnd - body >= SLICED_BODY;
    for (FloorLeg to : sender.others()) {
      if (!to.isConnected()) {
        continue;
      }
      ByteBuf out = touch(context, to);
      out.writeBytes(MSRP).writeBytes(id).writeBytes(to.sendPaths);
      if (large) {
        out.writeBytes(in, fields, body - fields);
        to.slice(in.retainedSlice(body, bodyEnd - body));
        out = touch(context, to);
      } else {
        out.writeBytes(in, fields, bodyEnd - fields);
      }
      out.writeBytes(BEFORE_END).writeBytes(id).writeByte(flag).writeBytes(CRLF);
      to.ended();
    }
  }

  /// A counter in letters: enough to be another id.
  private void draw() {
    long value = ids++;
    for (int i = 0; i < ID; i++) {
      id[i] = (byte) ('a' + (value & 15));
      value >>= 4;
    }
  }

  private ByteBuf touch(ChannelHandlerContext context, FloorLeg to) {
    if (to.isEmpty()) {
      touched.add(to);
    }
    return to.out(context.channel());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    for (FloorLeg to : touched) {
      to.flush();
    }
    touched.clear();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    FloorLeg bound = leg;
    if (bound != null) {
      bound.connected(null, false);
    }
    if (unread != null) {
      unread.release();
      unread = null;
    }
  }
}
