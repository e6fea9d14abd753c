package org.parlour.msrp.wire;

/// What a decoder holds in memory for one connection.
///
/// @param lineBytes longest start line or header line; beyond it framing is lost
/// @param headBytes start line and headers together; beyond it framing is lost
/// @param pieceBytes a body that is longer comes in pieces of about this size
public record MsrpLimits(int lineBytes, int headBytes, int pieceBytes) {
  public static final MsrpLimits DEFAULT = new MsrpLimits(4096, 16 * 1024, 64 * 1024);

  public MsrpLimits {
    if (lineBytes < 64 || headBytes < lineBytes || pieceBytes < 1) {
      throw new IllegalArgumentException(
          "limits: "
              + lineBytes
              + ", "
              + headBytes
              + ", "
              + pieceBytes
              + " (expected: line of 64 or more, head of a line or more, piece of 1 or more)");
    }
  }
}
