package org.parlour.msrp.wire;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Remembers the last value of a field that a connection repeats in each message, so that equal
/// octets give the same object again without being read.
final class LastValue<T> {
  private final Function<String, @Nullable T> parser;
  private final String expected;
  private byte[] octets = {};
  private @Nullable T value;

  /// @param parser gives null, or throws IllegalArgumentException with the reason, for what is none
  /// @param expected names the field and what it may be
  LastValue(String expected, Function<String, @Nullable T> parser) {
    this.parser = parser;
    this.expected = expected;
  }

  /// @throws IllegalArgumentException when the octets are no `T`, with the reason
  T read(byte[] line, int from, int to) {
    T last = value;
    if (last != null && Arrays.equals(line, from, to, octets, 0, octets.length)) {
      return last;
    }
    String text = Text.read(line, from, to);
    T fresh = text == null ? null : parser.apply(text);
    if (fresh == null) {
      throw new IllegalArgumentException(expected);
    }
    octets = Arrays.copyOfRange(line, from, to);
    value = fresh;
    return fresh;
  }
}
