package org.parlour.benchmarks.msrp;

/// The heads of WebSocket frames that carry an MSRP message each (RFC 6455 §5.2). All messages are
/// longer than 125 octets and shorter than 64 KiB, so all heads of a direction are alike.
final class WebFrames {
  static final String PATH = "/msrp";
  static final String SUBPROTOCOL = "msrp";

  /// Octets of a head from a server.
  static final int HEAD = 4;

  private static final int MASK = 4;
  private static final int BINARY_AND_LAST = 0x82;
  private static final int MASKED = 0x80;
  private static final int TWO_OCTETS_OF_LENGTH = 126;
  private static final int LEAST = 126;
  private static final int MOST = 0xffff;

  private WebFrames() {}

  /// A client's frame around the message. Its mask is zero, which changes nothing: the load must
  /// cost little.
  static byte[] around(byte[] message) {
    if (message.length < LEAST || message.length > MOST) {
      throw new IllegalArgumentException(message.length + " octets (expected: 126 to 65535)");
    }
    byte[] frame = new byte[HEAD + MASK + message.length];
    frame[0] = (byte) BINARY_AND_LAST;
    frame[1] = (byte) (MASKED | TWO_OCTETS_OF_LENGTH);
    frame[2] = (byte) (message.length >> 8);
    frame[3] = (byte) message.length;
    System.arraycopy(message, 0, frame, HEAD + MASK, message.length);
    return frame;
  }
}
