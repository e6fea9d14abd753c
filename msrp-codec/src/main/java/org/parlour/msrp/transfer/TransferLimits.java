package org.parlour.msrp.transfer;

import java.time.Duration;

/// What a receiver holds of messages that are not complete yet.
///
/// @param messageBytes largest message; half of a GiB at most
/// @param openMessages most incomplete messages at a time
/// @param patience how long an incomplete message may wait for its next chunk
public record TransferLimits(int messageBytes, int openMessages, Duration patience) {
  public static final TransferLimits DEFAULT =
      new TransferLimits(10 * 1024 * 1024, 16, Duration.ofSeconds(60));

  public TransferLimits {
    if (messageBytes < 0 || messageBytes > 1 << 29 || openMessages < 1 || patience.isNegative()) {
      throw new IllegalArgumentException(
          "transferLimits: "
              + messageBytes
              + ", "
              + openMessages
              + ", "
              + patience
              + " (expected: 0 to 2^29 octets, 1 message or more, no negative time)");
    }
  }
}
