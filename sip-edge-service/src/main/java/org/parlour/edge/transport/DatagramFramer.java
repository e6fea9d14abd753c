package org.parlour.edge.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.parlour.edge.syntax.HeaderBlock;

/// Reads one message out of one datagram (RFC 3261 §18.3): octets beyond Content-Length are
/// dropped, a body that is too short is a fault, without Content-Length the body ends with the
/// datagram.
final class DatagramFramer {
  private DatagramFramer() {}

  /// Takes ownership of `bytes`.
  ///
  /// @return null for a keep-alive: nothing but line ends and zeros
  static @Nullable SipFrame frame(byte[] bytes, SipLimits limits) {
    int start = firstText(bytes);
    if (start == bytes.length) {
      return null;
    }
    byte[] message = start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
    int headEnd = headEnd(message);
    HeaderBlock head = HeaderBlock.parse(message, headEnd);
    if (headEnd > limits.maxHead()) {
      return new SipFrame(message, message.length, head, FrameFault.HEAD_TOO_LARGE);
    }
    int available = message.length - headEnd;
    int length = Framing.contentLength(head);
    if (length == Framing.BAD) {
      return new SipFrame(message, message.length, head, FrameFault.BAD_CONTENT_LENGTH);
    }
    if (length > available) {
      return new SipFrame(message, message.length, head, FrameFault.TRUNCATED);
    }
    if (length == Framing.ABSENT || length == available) {
      return new SipFrame(message, headEnd, head, null);
    }
    return new SipFrame(Arrays.copyOf(message, headEnd + length), headEnd, head, null);
  }

  private static int firstText(byte[] bytes) {
    int start = 0;
    while (start < bytes.length
        && (bytes[start] == '\r' || bytes[start] == '\n' || bytes[start] == 0)) {
      start++;
    }
    return start;
  }

  private static int headEnd(byte[] bytes) {
    for (int i = 1; i < bytes.length; i++) {
      if (bytes[i] == '\n'
          && (bytes[i - 1] == '\n' || (i > 1 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n'))) {
        return i + 1;
      }
    }
    return bytes.length;
  }
}
