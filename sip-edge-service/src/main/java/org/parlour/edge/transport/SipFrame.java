package org.parlour.edge.transport;

import org.jspecify.annotations.Nullable;
import org.parlour.edge.syntax.HeaderBlock;

/// One message as it came: its octets, where its body begins, and its headers as text. Owned by
/// whoever received it; `bytes` are never changed.
///
/// @param bodyStart index of the first octet after the empty line
/// @param fault null for a message that is whole
public record SipFrame(byte[] bytes, int bodyStart, HeaderBlock head, @Nullable FrameFault fault) {
  /// A copy of the body.
  public byte[] body() {
    byte[] body = new byte[bodyLength()];
    System.arraycopy(bytes, bodyStart, body, 0, body.length);
    return body;
  }

  public int bodyLength() {
    return bytes.length - bodyStart;
  }
}
