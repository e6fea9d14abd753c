package org.parlour.benchmarks.msrp;

import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The heads of WebSocket frames that carry an MSRP message each (RFC 6455 §5.2). All messages are
/// longer than 125 octets, and all but a file's shorter than 64 KiB: their heads are alike.
final class WebFrames {
  static final String PATH = "/msrp";
  static final String SUBPROTOCOL = "msrp";

  /// Octets of a head from a server.
  static final int HEAD = 4;

  /// Octets of the largest frame that anybody here takes.
  static final int LARGEST = 1024 * 1024;

  private static final int MASK = 4;
  private static final int BINARY_AND_LAST = 0x82;
  private static final int MASKED = 0x80;
  private static final int TWO_OCTETS_OF_LENGTH = 126;
  private static final int EIGHT_OCTETS_OF_LENGTH = 127;
  private static final int LEAST = 126;
  private static final int MOST = 0xffff;

  private WebFrames() {}

  /// A client's frame around the message. Its mask is zero, which changes nothing: the load must
  /// cost little.
  static byte[] around(byte[] message) {
    if (message.length > MOST) {
      throw new IllegalArgumentException(message.length + " octets (expected: 126 to 65535)");
    }
    byte[] head = head(message.length);
    byte[] frame = Arrays.copyOf(head, head.length + message.length);
    System.arraycopy(message, 0, frame, head.length, message.length);
    return frame;
  }

  /// What a client writes before a message of so many octets.
  static byte[] head(int octets) {
    if (octets < LEAST) {
      throw new IllegalArgumentException(octets + " octets (expected: 126 or more)");
    }
    ByteBuffer head = ByteBuffer.allocate(octets > MOST ? 2 + Long.BYTES + MASK : HEAD + MASK);
    head.put((byte) BINARY_AND_LAST);
    if (octets > MOST) {
      head.put((byte) (MASKED | EIGHT_OCTETS_OF_LENGTH)).putLong(octets);
    } else {
      head.put((byte) (MASKED | TWO_OCTETS_OF_LENGTH)).putShort((short) octets);
    }
    return head.array();
  }

  /// Reads what a server writes.
  static WebSocketFrameDecoder decoder() {
    return new WebSocket13FrameDecoder(
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(false)
            .maxFramePayloadLength(LARGEST)
            .build());
  }
}
