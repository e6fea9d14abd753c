package org.parlour.conference.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Keys of the two stores. A part: aggregate key, zero, part name. A wake: due in milliseconds as 8
/// octets, most significant first, then aggregate key; so wakes lie in the order in which they are
/// due. Neither keys nor names hold a zero.
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

  static byte[] wake(long due, byte[] aggregate) {
    return ByteBuffer.allocate(Long.BYTES + aggregate.length).putLong(due).put(aggregate).array();
  }

  /// Before every wake that is due at `due` or later, behind every earlier one.
  static byte[] before(long due) {
    return ByteBuffer.allocate(Long.BYTES).putLong(due).array();
  }

  static long due(byte[] wakeKey) {
    return ByteBuffer.wrap(wakeKey).getLong();
  }

  static byte[] aggregateOfWake(byte[] wakeKey) {
    return Arrays.copyOfRange(wakeKey, Long.BYTES, wakeKey.length);
  }

  static String aggregateOfPart(byte[] partKey) {
    return new String(partKey, 0, zero(partKey), StandardCharsets.UTF_8);
  }

  static String nameOfPart(byte[] partKey) {
    int zero = zero(partKey);
    return new String(partKey, zero + 1, partKey.length - zero - 1, StandardCharsets.UTF_8);
  }

  private static int zero(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("store key without a zero");
  }
}
