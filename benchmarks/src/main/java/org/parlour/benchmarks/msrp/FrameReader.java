package org.parlour.benchmarks.msrp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/// Splits what a leg receives into MSRP messages, without a copy but of what a read cut in two. The
/// SENDs of a leg are alike but for ids and numbers, and so are its 200s: the first one of a kind
/// is measured, the others are believed to be as long, and looked at where they begin and end. On
/// the load's loop.
final class FrameReader {
  /// Who is told.
  interface Frames {
    /// A SEND with the number of [Sends].
    void message(int number);

    /// An answer to a message with the number of [Sends].
    void answered(int status, int number);

    /// An answer to what binds a connection.
    void bound(int status);

    /// What comes is no MSRP, or not as it should be.
    void broken();
  }

  private static final int ID = "MSRP ".length();
  private static final int LONGEST_ID = 32;

  /// With the status of an answer.
  private static final int BEGINNING = ID + LONGEST_ID + " 200".length();

  private static final int DIGITS = 8;
  private static final int OK = 200;

  private final Frames frames;
  private @Nullable ByteBuf unread;

  /// Octets of a SEND, and of a 200, without both of its ids; 0 until one was measured.
  private int sendOctets;

  private int okOctets;

  /// Where the number of a SEND stands, counted from the end of its first id.
  private int numberAt;

  FrameReader(Frames frames) {
    this.frames = frames;
  }

  /// Takes ownership of `read`.
  void read(ByteBufAllocator allocator, ByteBuf read) {
    ByteBuf before = unread;
    ByteBuf all =
        before == null
            ? read
            : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, before, read);
    unread = null;
    while (frame(all)) {}
    if (all.isReadable()) {
      unread = all;
    } else {
      all.release();
    }
  }

  /// @return false when the next one is not complete
  private boolean frame(ByteBuf in) {
    int start = in.readerIndex();
    if (in.readableBytes() < BEGINNING) {
      return false;
    }
    int idEnd = in.indexOf(start + ID, start + ID + LONGEST_ID, (byte) ' ');
    if (in.getByte(start) != 'M' || idEnd < 0) {
      return lost(in);
    }
    boolean send = in.getByte(idEnd + 1) == 'S';
    int status = send ? 0 : digits(in, idEnd + 1, 3);
    int id = idEnd - start - ID;
    int known = send ? sendOctets : status == OK ? okOctets : 0;
    int length = known == 0 ? measure(in, idEnd, send, status) : known + 2 * id;
    if (length < 0 || in.readableBytes() < length) {
      return false;
    }
    if (in.getByte(start + length - 1) != '\n') {
      return lost(in);
    }
    if (send) {
      frames.message(digits(in, idEnd + numberAt, DIGITS));
    } else if (in.getByte(start + ID) == 'a') {
      frames.answered(status, digits(in, start + ID + 1, DIGITS));
    } else {
      frames.bound(status);
    }
    in.skipBytes(length);
    return true;
  }

  private boolean lost(ByteBuf in) {
    in.skipBytes(in.readableBytes());
    frames.broken();
    return false;
  }

  /// @return octets of the first frame; -1 when it is not complete
  private int measure(ByteBuf in, int idEnd, boolean send, int status) {
    byte[] octets = ByteBufUtil.getBytes(in);
    int length = Wire.frameLength(octets, octets.length);
    int id = idEnd - in.readerIndex() - ID;
    if (length < 0) {
      return -1;
    }
    if (send) {
      sendOctets = length - 2 * id;
      numberAt = Wire.indexOf(octets, length, Sends.TEXT_MARK) + Sends.TEXT_MARK.length - id - ID;
    } else if (status == OK) {
      okOctets = length - 2 * id;
    }
    return length;
  }

  private static int digits(ByteBuf in, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      value = value * 10 + in.getByte(i) - '0';
    }
    return value;
  }

  void release() {
    ByteBuf before = unread;
    unread = null;
    if (before != null) {
      before.release();
    }
  }
}
