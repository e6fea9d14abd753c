package org.parlour.contracts.routing;

/// Crockford's base32 in lower case: no `i`, `l`, `o`, `u`, safe in a SIP user part.
public final class CrockfordBase32 {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int BITS = 5;

  private CrockfordBase32() {}

  /// The first 128 bits of `bytes` as 26 characters, most significant bit first, the last character
  /// padded with zero bits.
  public static String encode128(byte[] bytes) {
    return encode(bytes, 16);
  }

  /// The first `length` octets of `bytes`.
  public static String encode(byte[] bytes, int length) {
    StringBuilder text = new StringBuilder((length * 8 + BITS - 1) / BITS);
    int buffer = 0;
    int held = 0;
    for (int i = 0; i < length; i++) {
      buffer = (buffer << 8) | (bytes[i] & 0xff);
      held += 8;
      while (held >= BITS) {
        held -= BITS;
        text.append(DIGITS[(buffer >>> held) & 31]);
      }
      buffer &= (1 << held) - 1;
    }
    if (held > 0) {
      text.append(DIGITS[(buffer << (BITS - held)) & 31]);
    }
    return text.toString();
  }
}
