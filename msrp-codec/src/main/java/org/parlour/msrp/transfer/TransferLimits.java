package org.parlour.msrp.transfer;

import java.time.Duration;

/// What a receiver holds of messages that are not complete yet.
///
/// @param messageBytes largest message; half of a GiB at most
/// @param openMessages most incomplete messages at a time
/// @param patience how long an incomplete message may wait for its next chunk
/// @param heldBytes most memory for all incomplete messages together: what counts is how far the
///     last octet of each lies from its first, since a sender may begin with the last one
/// @param parts most separate parts of a message: who leaves more gaps plays with us
public record TransferLimits(
    int messageBytes, int openMessages, Duration patience, long heldBytes, int parts) {
  private static final long HELD_BYTES = 64 * 1024 * 1024;
  private static final int PARTS = 256;

  public static final TransferLimits DEFAULT =
      new TransferLimits(10 * 1024 * 1024, 16, Duration.ofSeconds(60));

  public TransferLimits {
    boolean sizes = messageBytes >= 0 && messageBytes <= 1 << 29 && heldBytes >= 0;
    if (!sizes || openMessages < 1 || parts < 1 || patience.isNegative()) {
      throw new IllegalArgumentException(
          "transferLimits: %d, %d, %s, %d, %d"
                  .formatted(messageBytes, openMessages, patience, heldBytes, parts)
              + " (expected: 0 to 2^29 octets, 1 message or more, no negative time,"
              + " 0 octets or more, 1 part or more)");
    }
  }

  /// With 64 MiB for all, or what one message needs if that is more, and 256 parts.
  public TransferLimits(int messageBytes, int openMessages, Duration patience) {
    this(messageBytes, openMessages, patience, Math.max(2L * messageBytes, HELD_BYTES), PARTS);
  }
}
