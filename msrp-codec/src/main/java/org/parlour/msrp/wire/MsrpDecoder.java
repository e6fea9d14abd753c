package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.MsrpRequest;
import org.parlour.msrp.message.RequestHead;

/// Reads MSRP messages from a byte stream (RFC 4975 §7.1, §9).
///
/// Memory of a connection is bounded by [MsrpLimits]: a head of at most `headBytes`, and of a body
/// about `pieceBytes` (plus what one read delivers), since a larger one is passed on in pieces.
/// Bodies are slices of what was read; nothing is copied.
///
/// The end of a body is where the Byte-Range says, if an end-line stands there; otherwise it is
/// searched, from where the last search stopped. (A sender must not let a body hold its own
/// end-line; which of the two ends such a body is open.) A head that cannot be used becomes a
/// [Malformed] and the rest of its request is swallowed; after bytes that are no MSRP everything
/// is.
///
/// States: START_LINE → HEADERS; HEADERS → BODY on the blank line, → SKIP likewise when a field was
/// bad, → START_LINE on the end-line; BODY and SKIP → START_LINE on the end-line; any → LOST.
public final class MsrpDecoder extends ByteToMessageDecoder {
  private enum State {
    START_LINE,
    HEADERS,
    BODY,
    SKIP,
    LOST
  }

  private static final String TOO_LONG = "head: a line or the whole too long";
  private static final byte CR = '\r';
  private static final byte LF = '\n';
  private static final byte DASH = '-';

  private final MsrpLimits limits;
  private final HeadReader reader;
  private final EndLine endLine = new EndLine();
  private State state = State.START_LINE;

  /// Octets of the current line or body that were searched already, from the reader index.
  private int searched;

  private int headBytes;
  private @Nullable RequestHead head;
  private long offset;

  /// The current line of a head: read from here much faster than from a buffer.
  private byte[] line = new byte[256];

  public MsrpDecoder() {
    this(MsrpLimits.DEFAULT);
  }

  public MsrpDecoder(MsrpLimits limits) {
    this.limits = limits;
    this.reader = new HeadReader(limits);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    switch (state) {
      case START_LINE, HEADERS -> readHead(in, out);
      case BODY -> readBody(in, out);
      case SKIP -> skipBody(in);
      case LOST -> in.skipBytes(in.readableBytes());
    }
  }

  private void readHead(ByteBuf in, List<Object> out) {
    while (state == State.START_LINE || state == State.HEADERS) {
      int start = in.readerIndex();
      int newline = in.indexOf(start + searched, in.writerIndex(), LF);
      if (newline < 0) {
        searched = in.readableBytes();
        if (searched > limits.lineBytes()) {
          lose(TOO_LONG, in, out);
        }
        return;
      }
      searched = 0;
      int length = newline + 1 - start;
      headBytes += length;
      if (length > limits.lineBytes() || headBytes > limits.headBytes()) {
        lose(TOO_LONG, in, out);
      } else if (length < 2 || in.getByte(newline - 1) != CR) {
        lose("line: ends without CR (expected: CR LF)", in, out);
      } else {
        if (length > line.length) {
          line = new byte[limits.lineBytes()];
        }
        in.readBytes(line, 0, length);
        line(in, start, length - 2, out);
      }
    }
  }

  /// @param start where the line stands in `in`
  /// @param length without CR LF
  private void line(ByteBuf in, int start, int length, List<Object> out) {
    if (state == State.START_LINE) {
      if (length == 0) {
        headBytes = 0; // a bare CR LF keeps a connection alive
        return;
      }
      String problem = reader.begin(line, length);
      if (problem == null) {
        endLine.begin(reader.transaction());
        state = State.HEADERS;
      } else {
        lose(problem, in, out);
      }
    } else if (length == 0) {
      endOfHead(out);
    } else if (line[0] == DASH) {
      endOfBodiless(in, start, out);
    } else {
      reader.header(line, length);
    }
  }

  private void endOfHead(List<Object> out) {
    String problem = reader.problem();
    if (problem == null && reader.isResponse()) {
      problem = "response: a body (expected: none)";
    }
    if (problem != null) {
      out.add(reader.malformed(problem, false));
      state = State.SKIP;
    } else {
      head = reader.request();
      state = State.BODY;
    }
  }

  private void endOfBodiless(ByteBuf in, int start, List<Object> out) {
    End end = endLine.atLineStart(in, start);
    if (end == End.OPEN) {
      lose("end-line: of another transaction", in, out);
      return;
    }
    String problem = reader.problem();
    if (problem != null) {
      out.add(reader.malformed(problem, false));
    } else if (reader.isResponse()) {
      out.add(reader.response());
    } else {
      out.add(new MsrpRequest(reader.request(), 0, Unpooled.EMPTY_BUFFER, end));
    }
    next();
  }

  private void readBody(ByteBuf in, List<Object> out) {
    RequestHead current = currentHead();
    int start = in.readerIndex();
    if (offset == 0 && searched == 0) {
      int announced = announcedEnd(current, in);
      End end = announced < 0 ? End.OPEN : endLine.at(in, announced);
      if (end != End.OPEN) {
        emit(in, announced - start, endLine.length(), end, out);
        return;
      }
      End empty = endLine.atLineStart(in, start);
      if (empty != End.OPEN) {
        emit(in, 0, endLine.lineLength(), empty, out);
        return;
      }
      if (endLine.mayBeginLineAt(in, start)) {
        return;
      }
    }
    int found = search(in);
    if (found >= 0) {
      emit(in, found - start, endLine.length(), endLine.at(in, found), out);
    } else if (searched >= limits.pieceBytes()) {
      int length = searched;
      searched = 0;
      out.add(new MsrpRequest(current, offset, in.readRetainedSlice(length), End.OPEN));
      offset += length;
    }
  }

  /// Where the Byte-Range says that the body ends; -1 when it does not say, or that is not here
  /// yet.
  private static int announcedEnd(RequestHead head, ByteBuf in) {
    long length = head.range().length();
    return length >= 0 && length <= in.readableBytes() ? in.readerIndex() + (int) length : -1;
  }

  /// Advances `searched` over octets that are body for sure.
  ///
  /// @return the index of the end-line, or -1
  private int search(ByteBuf in) {
    int found = endLine.search(in, in.readerIndex() + searched);
    if (found < 0) {
      searched = Math.min(~found, in.writerIndex()) - in.readerIndex();
      return -1;
    }
    return found;
  }

  private void emit(ByteBuf in, int length, int endLineLength, End end, List<Object> out) {
    ByteBuf body = length == 0 ? Unpooled.EMPTY_BUFFER : in.readRetainedSlice(length);
    out.add(new MsrpRequest(currentHead(), offset, body, end));
    in.skipBytes(endLineLength);
    next();
  }

  private void skipBody(ByteBuf in) {
    int start = in.readerIndex();
    if (offset == 0 && endLine.mayBeginLineAt(in, start)) {
      return;
    }
    if (offset == 0 && endLine.atLineStart(in, start) != End.OPEN) {
      in.skipBytes(endLine.lineLength());
      next();
      return;
    }
    int found = search(in);
    if (found >= 0) {
      in.readerIndex(found + endLine.length());
      next();
    } else {
      offset += searched;
      in.skipBytes(searched);
      searched = 0;
    }
  }

  private void next() {
    reader.reset();
    head = null;
    offset = 0;
    searched = 0;
    headBytes = 0;
    state = State.START_LINE;
  }

  private void lose(String reason, ByteBuf in, List<Object> out) {
    out.add(reader.malformed(reason, true));
    in.skipBytes(in.readableBytes());
    state = State.LOST;
  }

  private RequestHead currentHead() {
    if (head == null) {
      throw new IllegalStateException("no head was read");
    }
    return head;
  }
}
