package org.parlour.conference.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys of the two stores. A part: aggregate key, zero, part name. A timer: due in milliseconds as
/// 8 octets, most significant first, then aggregate key, zero, timer name; so timers lie in the
/// order in which they are due. Neither keys nor names hold a zero.
final class StoreKeys {
  private StoreKeys() {}

  static byte[] part(byte[] aggregate, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    byte[] key = Arrays.copyOf(aggregate, aggregate.length + 1 + text.length);
    System.arraycopy(text, 0, key, aggregate.length + 1, text.length);
    return key;
  }

  /// What all parts of an aggregate begin with.
  static byte[] parts(byte[] aggregate) {
    return Arrays.copyOf(aggregate, aggregate.length + 1);
  }

  static byte[] timer(long due, byte[] aggregate, String name) {
    byte[] part = part(aggregate, name);
    return ByteBuffer.allocate(Long.BYTES + part.length).putLong(due).put(part).array();
  }

  /// Behind every timer that is due at `now`, before every later one.
  static byte[] after(long now) {
    return ByteBuffer.allocate(Long.BYTES).putLong(now + 1).array();
  }

  static long due(byte[] timerKey) {
    return ByteBuffer.wrap(timerKey).getLong();
  }

  static byte[] aggregateOfTimer(byte[] timerKey) {
    return Arrays.copyOfRange(timerKey, Long.BYTES, zero(timerKey, Long.BYTES));
  }

  static String nameOfTimer(byte[] timerKey) {
    return after(timerKey, zero(timerKey, Long.BYTES));
  }

  static String aggregateOfPart(byte[] partKey) {
    return new String(partKey, 0, zero(partKey, 0), StandardCharsets.UTF_8);
  }

  static String nameOfPart(byte[] partKey) {
    return after(partKey, zero(partKey, 0));
  }

  private static String after(byte[] key, int zero) {
    return new String(key, zero + 1, key.length - zero - 1, StandardCharsets.UTF_8);
  }

  private static int zero(byte[] key, int from) {
    for (int i = from; i < key.length; i++) {
      if (key[i] == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("store key without a zero");
  }
}
