package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Header text out of bytes.
final class Text {
  private Text() {}

  /// The UTF-8 text of `length` octets.
  ///
  /// @return null when they are no UTF-8, or hold a control character other than a tab
  static @Nullable String read(ByteBuf in, int index, int length) {
    boolean ascii = true;
    for (int i = index; i < index + length; i++) {
      byte octet = in.getByte(i);
      if (octet < 0) {
        ascii = false;
      } else if ((octet < ' ' && octet != '\t') || octet == 0x7f) {
        return null;
      }
    }
    if (ascii) {
      return in.toString(index, length, StandardCharsets.ISO_8859_1);
    }
    return ByteBufUtil.isText(in, index, length, StandardCharsets.UTF_8)
        ? in.toString(index, length, StandardCharsets.UTF_8)
        : null;
  }
}
