package org.parlour.conference.state;

/// The agreed session timer of a leg (RFC 4028).
///
/// @param seconds the interval
/// @param ours we refresh
public record SessionTimer(int seconds, boolean ours) {
  private static final int LONGEST_MARGIN = 32;

  /// Seconds from a refresh until something is to be done: our own refresh at half the interval, or
  /// BYE shortly before the end (RFC 4028 §10, D-22).
  public int due() {
    return ours ? seconds / 2 : seconds - Math.min(LONGEST_MARGIN, seconds / 3);
  }
}
