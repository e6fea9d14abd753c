package org.parlour.mswitch.switching;

import org.parlour.msrp.message.ByteRange;

/// The ranges of a distributed message: those of the sender, moved by what a changed envelope
/// added.
public final class Ranges {
  private Ranges() {}

  /// The range of a piece as it is sent on.
  ///
  /// @param stated what the sender's request says
  /// @param first the sender's place of the piece's first octet
  /// @param sent octets that are sent on
  /// @param delta octets that the envelope grew by; may be negative
  /// @param complete it is the last piece, so that the total is known
  public static ByteRange moved(
      ByteRange stated, long first, long sent, long delta, boolean complete) {
    long movedFirst = first == 1 ? 1 : first + delta;
    long last = movedFirst - 1 + sent;
    long total = stated.total() == ByteRange.UNKNOWN ? ByteRange.UNKNOWN : stated.total() + delta;
    if (complete || (total != ByteRange.UNKNOWN && total < last)) {
      total = last;
    }
    return ByteRange.of(movedFirst, last, total);
  }
}
