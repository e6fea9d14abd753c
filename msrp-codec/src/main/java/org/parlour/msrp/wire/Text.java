package org.parlour.msrp.wire;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Header text out of octets.
final class Text {
  private Text() {}

  /// The UTF-8 text of the octets from `from` to `to`.
  ///
  /// @return null when they are no UTF-8, or hold a control character other than a tab
  static @Nullable String read(byte[] line, int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      byte octet = line[i];
      if (octet < ' ' || octet == 0x7f) {
        if (octet >= 0 && octet != '\t') {
          return null;
        }
        ascii &= octet > 0;
      }
    }
    if (ascii) {
      return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }
    return ByteBufUtil.isText(Unpooled.wrappedBuffer(line), from, to - from, StandardCharsets.UTF_8)
        ? new String(line, from, to - from, StandardCharsets.UTF_8)
        : null;
  }
}
