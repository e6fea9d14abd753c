package org.parlour.client.transaction;

import java.security.SecureRandom;

/// Unguessable tokens for tags, branches, Call-IDs and MSRP identifiers.
public final class Tokens {
  private static final char[] ALPHABET =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_".toCharArray();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadLocal<byte[]> POOL = ThreadLocal.withInitial(() -> new byte[1024]);
  private static final ThreadLocal<int[]> USED = ThreadLocal.withInitial(() -> new int[] {1024});

  private Tokens() {}

  /// `length` characters of 6 random bits each, the first one a letter or digit.
  public static String random(int length) {
    char[] token = new char[length];
    for (int i = 0; i < length; i++) {
      token[i] = ALPHABET[nextByte() & 63];
    }
    if (token[0] == '-' || token[0] == '_') {
      token[0] = 'x';
    }
    return new String(token);
  }

  /// 96 random bits: a tag.
  public static String tag() {
    return random(16);
  }

  /// A branch of a request of ours (RFC 3261 §8.1.1.7).
  public static String branch() {
    return "z9hG4bK" + random(16);
  }

  private static byte nextByte() {
    byte[] pool = POOL.get();
    int[] used = USED.get();
    if (used[0] == pool.length) {
      RANDOM.nextBytes(pool);
      used[0] = 0;
    }
    return pool[used[0]++];
  }
}
