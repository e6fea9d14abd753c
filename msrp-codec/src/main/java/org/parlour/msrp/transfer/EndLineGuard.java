package org.parlour.msrp.transfer;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.parlour.msrp.message.TransactionId;

/// Watches the octets of a chunk for its own end-line, whatever pieces they come in (RFC 4975
/// §7.1). Dashes and transaction id are enough to be careful: what stands around them is not
/// looked at.
///
/// The automaton of Knuth, Morris and Pratt: it remembers how much of the pattern the octets end
/// with, and never looks back.
final class EndLineGuard {
  private final byte[] pattern;

  /// By length of what matched: the longest shorter beginning of the pattern that it ends with.
  private final int[] shorter;

  private int matched;

  EndLineGuard(TransactionId transaction) {
    this.pattern = ("-------" + transaction.value()).getBytes(StandardCharsets.US_ASCII);
    this.shorter = new int[pattern.length + 1];
    int border = 0;
    for (int length = 2; length <= pattern.length; length++) {
      border = next(border, pattern[length - 1]);
      shorter[length] = border;
    }
  }

  private int next(int from, byte octet) {
    int length = from;
    while (length > 0 && (length == pattern.length || pattern[length] != octet)) {
      length = shorter[length];
    }
    return pattern[length] == octet ? length + 1 : 0;
  }

  /// Looks at all of `data`, or at what comes before the end-line would be complete. Borrows
  /// `data`.
  ///
  /// @return how many octets may be sent in this chunk
  int admit(ByteBuf data) {
    int start = data.readerIndex();
    int end = data.writerIndex();
    int index = start;
    while (index < end) {
      if (matched == 0) {
        index = data.indexOf(index, end, pattern[0]);
        if (index < 0) {
          return end - start;
        }
      }
      int length = next(matched, data.getByte(index));
      if (length == pattern.length) {
        return index - start;
      }
      matched = length;
      index++;
    }
    return end - start;
  }
}
