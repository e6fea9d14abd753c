package org.parlour.benchmarks.msrp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/// Reads a message that comes in chunks of any length, and counts the octets of its body. Chunks
/// state their range.
final class FileEar implements Ear {
  private static final byte[] RANGE = "Byte-Range: ".getBytes(US_ASCII);
  private static final int ID = "MSRP ".length();
  private static final int BLANK_LINE = 0x0d0a0d0a;
  private static final int LONGEST_HEAD = 8192;

  /// Octets of an end-line besides its id: CR LF, dashes, flag, CR LF.
  private static final int END = 12;

  private final Runnable pause;
  private final byte[] head = new byte[LONGEST_HEAD];
  private int headBytes;
  private int lastFour;
  private long bodyLeft;
  private int endLeft;
  private long octets;
  private boolean complete;

  FileEar(Runnable pause) {
    this.pause = pause;
  }

  /// Octets of the body that have come.
  long octets() {
    return octets;
  }

  /// Whether the last chunk has come.
  boolean isComplete() {
    return complete;
  }

  @Override
  public void heard(ByteBuf in) {
    while (in.isReadable()) {
      if (bodyLeft > 0) {
        int here = (int) Math.min(bodyLeft, in.readableBytes());
        in.skipBytes(here);
        bodyLeft -= here;
        octets += here;
      } else if (endLeft > 0) {
        byte octet = in.readByte();
        endLeft--;
        complete |= endLeft == 2 && octet == '$';
      } else {
        byte octet = in.readByte();
        head[headBytes++] = octet;
        lastFour = lastFour << 8 | octet;
        if (lastFour == BLANK_LINE) {
          endOfHead();
        }
      }
    }
  }

  private void endOfHead() {
    int at = Wire.indexOf(head, headBytes, RANGE) + RANGE.length;
    long first = 0;
    while (head[at] != '-') {
      first = first * 10 + head[at++] - '0';
    }
    at++;
    long last = 0;
    while (head[at] != '/') {
      last = last * 10 + head[at++] - '0';
    }
    if (first != octets + 1) {
      throw new IllegalStateException("chunk from " + first + " after " + octets + " octets");
    }
    int idEnd = ID;
    while (head[idEnd] != ' ') {
      idEnd++;
    }
    bodyLeft = last - first + 1;
    endLeft = END + idEnd - ID;
    headBytes = 0;
    lastFour = 0;
  }

  @Override
  public void paused() {
    pause.run();
  }
}
