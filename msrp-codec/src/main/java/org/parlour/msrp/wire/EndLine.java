package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.parlour.msrp.message.End;
import org.parlour.msrp.message.TransactionId;

/// The end-line of the current request: CR LF, `-------tid`, a flag, CR LF (RFC 4975 §7.1). Used
/// again for the next request after [#begin].
///
/// It is searched by its CR, eight octets at a time, as long as the body has few lines; in others
/// as Horspool does: from a place where the last octet of the pattern cannot stand, on to the next
/// where it can. So no body is read octet by octet.
final class EndLine {
  private static final byte[] START = "\r\n-------".getBytes(StandardCharsets.US_ASCII);
  private static final int LINE_END = 2;

  /// Each CR costs about as much as 30 octets without one.
  private static final int FEW_LINES = 16;

  /// CR LF, dashes, transaction id.
  private final byte[] pattern = Arrays.copyOf(START, START.length + TransactionId.LONGEST);

  private int patternLength = START.length;

  /// By octet: how far the pattern may move on when this octet stands under its last one.
  private final byte[] skips = new byte[256];

  private boolean skipsAreCurrent;

  void begin(TransactionId transaction) {
    String id = transaction.value();
    for (int i = 0; i < id.length(); i++) {
      pattern[START.length + i] = (byte) id.charAt(i);
    }
    patternLength = START.length + id.length();
    skipsAreCurrent = false;
  }

  /// Octets of the whole.
  int length() {
    return patternLength + 1 + LINE_END;
  }

  /// Octets without the CR LF before the dashes.
  int lineLength() {
    return length() - LINE_END;
  }

  /// The flag of the end-line that begins at `index`; [End#OPEN] when none is there, or not all of
  /// it.
  End at(ByteBuf in, int index) {
    return in.writerIndex() - index < length() ? End.OPEN : match(in, index, 0);
  }

  /// Likewise, without the CR LF before the dashes.
  End atLineStart(ByteBuf in, int index) {
    return in.writerIndex() - index < lineLength() ? End.OPEN : match(in, index, LINE_END);
  }

  private End match(ByteBuf in, int index, int from) {
    int flag = index + patternLength - from;
    for (int i = from, place = index; i < patternLength; i++, place++) {
      if (in.getByte(place) != pattern[i]) {
        return End.OPEN;
      }
    }
    return in.getByte(flag + 1) == '\r' && in.getByte(flag + 2) == '\n'
        ? End.ofOctet(in.getByte(flag))
        : End.OPEN;
  }

  /// Whether the octets at `index`, too few for it, may still become an end-line without CR LF
  /// before it.
  boolean mayBeginLineAt(ByteBuf in, int index) {
    int available = in.writerIndex() - index;
    if (available >= lineLength()) {
      return false;
    }
    int compared = Math.min(available, patternLength - LINE_END);
    for (int i = 0; i < compared; i++) {
      if (in.getByte(index + i) != pattern[LINE_END + i]) {
        return false;
      }
    }
    return true;
  }

  /// Searches from `from` on.
  ///
  /// @return the index where it begins, or the complement (`~`) of the index before which it does
  ///     not
  int search(ByteBuf in, int from) {
    int last = in.writerIndex() - length();
    int index = from;
    for (int lines = 0; lines < FEW_LINES && index <= last; lines++) {
      index = in.indexOf(index, last + 1, START[0]);
      if (index < 0) {
        return ~(last + 1);
      }
      if (match(in, index, 0) != End.OPEN) {
        return index;
      }
      index++;
    }
    return index > last ? ~index : skip(in, index, last);
  }

  private int skip(ByteBuf in, int from, int last) {
    prepareSkips();
    int lastOctet = patternLength - 1;
    int index = from;
    while (index <= last) {
      byte octet = in.getByte(index + lastOctet);
      if (octet == pattern[lastOctet] && match(in, index, 0) != End.OPEN) {
        return index;
      }
      index += skips[octet & 0xff];
    }
    return ~index;
  }

  private void prepareSkips() {
    if (!skipsAreCurrent) {
      Arrays.fill(skips, (byte) patternLength);
      for (int i = 0; i < patternLength - 1; i++) {
        skips[pattern[i] & 0xff] = (byte) (patternLength - 1 - i);
      }
      skipsAreCurrent = true;
    }
  }
}
