package org.parlour.msrp.wire;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Remembers the last value of a header that a connection repeats in each message, so that equal
/// octets give the same object again without being read.
final class LastValue<T> {
  private final Function<String, T> parser;
  private byte[] octets = {};
  private @Nullable T value;

  /// @param parser throws IllegalArgumentException with the reason
  LastValue(Function<String, T> parser) {
    this.parser = parser;
  }

  /// @throws IllegalArgumentException when the octets are no `T`
  T read(ByteBuf in, int index, int length) {
    T last = value;
    if (last != null && equal(in, index, length)) {
      return last;
    }
    String text = Text.read(in, index, length);
    if (text == null) {
      throw new IllegalArgumentException(
          "value: octets (expected: UTF-8 without control characters)");
    }
    T fresh = parser.apply(text);
    octets = new byte[length];
    in.getBytes(index, octets);
    value = fresh;
    return fresh;
  }

  private boolean equal(ByteBuf in, int index, int length) {
    if (length != octets.length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (in.getByte(index + i) != octets[i]) {
        return false;
      }
    }
    return true;
  }
}
