package org.parlour.msrp.wire;

/// What a decoder holds in memory for one connection.
///
/// @param lineBytes longest start line or header line; beyond it framing is lost
/// @param headBytes start line and headers together; beyond it framing is lost
/// @param pieceBytes a body that is longer comes in pieces of about this size
/// @param pathUris most URIs in a To-Path or From-Path; beyond it a request is malformed
/// @param messageIdBytes longest Message-ID. RFC 4975 §9 allows 32; some clients write UUIDs
public record MsrpLimits(
    int lineBytes, int headBytes, int pieceBytes, int pathUris, int messageIdBytes) {
  private static final int PATH_URIS = 16;
  private static final int MESSAGE_ID_BYTES = 256;

  public static final MsrpLimits DEFAULT = new MsrpLimits(4096, 16 * 1024, 64 * 1024);

  public MsrpLimits {
    boolean valid = lineBytes >= 64 && headBytes >= lineBytes && pieceBytes >= 1;
    if (!valid || pathUris < 1 || messageIdBytes < 32) {
      throw new IllegalArgumentException(
          "limits: %d, %d, %d, %d, %d"
                  .formatted(lineBytes, headBytes, pieceBytes, pathUris, messageIdBytes)
              + " (expected: line of 64 or more, head of a line or more, piece of 1 or more,"
              + " path of 1 or more, Message-ID of 32 or more)");
    }
  }

  /// With at most 16 URIs in a path and 256 octets in a Message-ID.
  public MsrpLimits(int lineBytes, int headBytes, int pieceBytes) {
    this(lineBytes, headBytes, pieceBytes, PATH_URIS, MESSAGE_ID_BYTES);
  }
}
