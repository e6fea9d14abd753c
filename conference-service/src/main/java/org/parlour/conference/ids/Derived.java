package org.parlour.conference.ids;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.parlour.contracts.routing.CrockfordBase32;

/// Identifiers by SHA-256 of (seed, purpose, number): whoever does not know the seed cannot guess
/// them, and a replay finds the same ones.
public final class Derived {
  private static final long POSITIVE = 0x001f_ffff_ffff_ffffL;

  private Derived() {}

  /// 26 characters, 128 bits: tags, Call-IDs, leg names, MSRP session ids.
  public static String token(String seed, String purpose, long number) {
    return CrockfordBase32.encode128(digest(seed, purpose, number));
  }

  /// A number of 53 bits, as `o=` of SDP takes it.
  public static long number(String seed, String purpose, long number) {
    return ByteBuffer.wrap(digest(seed, purpose, number)).getLong() & POSITIVE;
  }

  /// An aggregate's seed as text, from the random octets of the request that created it.
  public static String seed(byte[] random) {
    return CrockfordBase32.encode(random, random.length);
  }

  private static byte[] digest(String seed, String purpose, long number) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(seed.getBytes(StandardCharsets.US_ASCII));
      sha.update((byte) 0);
      sha.update(purpose.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return sha.digest(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
