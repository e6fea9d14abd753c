package org.parlour.msrp.wire;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Octets that nobody can foretell, faster than [SecureRandom] gives them: AES in counter mode
/// under a key that it drew and that is never seen.
///
/// One owner: not thread-safe.
final class KeyStream {
  private static final int KEY_BYTES = 16;

  private final Cipher cipher;
  private byte[] zeros = {};

  KeyStream() {
    SecureRandom random = new SecureRandom();
    byte[] key = new byte[KEY_BYTES];
    byte[] start = new byte[KEY_BYTES];
    random.nextBytes(key);
    random.nextBytes(start);
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES is part of every JDK", e);
    }
  }

  void fill(byte[] out) {
    if (zeros.length != out.length) {
      zeros = new byte[out.length];
    }
    try {
      cipher.update(zeros, 0, out.length, out, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stream cipher takes any length", e);
    }
  }
}
