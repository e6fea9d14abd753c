package org.parlour.msrp.message;

import org.jspecify.annotations.Nullable;

/// Which octets of a message a chunk holds (RFC 4975 §7.1.1): 1-based, inclusive. `1-0/0` is the
/// range of an empty message.
///
/// @param first of the chunk, at least 1
/// @param last of the chunk, or [#UNKNOWN] (`*`): the sender may interrupt it
/// @param total of the message, or [#UNKNOWN]
public record ByteRange(long first, long last, long total) {
  public static final long UNKNOWN = -1;

  /// What a SEND without Byte-Range means.
  public static final ByteRange WHOLE = new ByteRange(1, UNKNOWN, UNKNOWN);

  /// Above what any message has, and far from overflow.
  private static final long LARGEST = 1L << 53;

  public ByteRange {
    if (first < 1 || first > LARGEST) {
      throw bad("first", first, "1 to 2^53");
    }
    if (last != UNKNOWN && (last < first - 1 || last > LARGEST)) {
      throw bad("last", last, "* or at least first - 1");
    }
    if (total != UNKNOWN && (total < 0 || total > LARGEST)) {
      throw bad("total", total, "* or 0 to 2^53");
    }
    if (total != UNKNOWN && (last > total || first > total + 1)) {
      throw bad("total", total, "at least last");
    }
  }

  /// The octets from `first` to `last` of `total`.
  public static ByteRange of(long first, long last, long total) {
    return new ByteRange(first, last, total);
  }

  /// Reads `first-last/total`.
  ///
  /// @return null when it is none, a number is out of bounds, or the range contradicts itself
  public static @Nullable ByteRange parse(String text) {
    int dash = text.indexOf('-');
    int slash = text.indexOf('/', dash + 1);
    if (dash < 1 || slash < 0) {
      return null;
    }
    long first = number(text, 0, dash);
    long last = numberOrStar(text, dash + 1, slash);
    long total = numberOrStar(text, slash + 1, text.length());
    boolean valid =
        first >= 1
            && last >= UNKNOWN
            && total >= UNKNOWN
            && (last == UNKNOWN || last >= first - 1)
            && (total == UNKNOWN || (last <= total && first <= total + 1));
    return valid ? new ByteRange(first, last, total) : null;
  }

  private static long numberOrStar(String text, int from, int to) {
    return to - from == 1 && text.charAt(from) == '*' ? UNKNOWN : number(text, from, to);
  }

  /// @return -2 when it is no number up to [#LARGEST]
  private static long number(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -2;
      }
      value = value * 10 + digit;
      if (value > LARGEST) {
        return -2;
      }
    }
    return from == to ? -2 : value;
  }

  private static IllegalArgumentException bad(String field, long value, String expected) {
    return new IllegalArgumentException(
        "byteRange." + field + ": " + value + " (expected: " + expected + ")");
  }

  /// The octets in this chunk, or [#UNKNOWN].
  public long length() {
    return last == UNKNOWN ? UNKNOWN : last - first + 1;
  }

  @Override
  public String toString() {
    return first + "-" + star(last) + "/" + star(total);
  }

  private static String star(long value) {
    return value == UNKNOWN ? "*" : Long.toString(value);
  }
}
