package org.parlour.support.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Knows a password again that was right before, by a hash under a key of this process: it is asked
/// with every request, and a good encoder takes a processor for 60 ms. Guessing stays as slow as
/// the encoder makes it. Thread-safe.
final class RememberedPasswords implements PasswordEncoder {
  private static final String ALGORITHM = "HmacSHA256";

  private final PasswordEncoder encoder;
  private final SecretKeySpec key;

  /// Hashes by what the encoder made of the password.
  private final Map<String, byte[]> right = new ConcurrentHashMap<>();

  RememberedPasswords(PasswordEncoder encoder) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    this.encoder = encoder;
    this.key = new SecretKeySpec(random, ALGORITHM);
  }

  @Override
  public String encode(@Nullable CharSequence password) {
    return requireNonNull(encoder.encode(requireNonNull(password)));
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
    if (password == null || encoded == null) {
      return false;
    }
    byte[] hash = hash(password);
    byte[] known = right.get(encoded);
    if (known != null && MessageDigest.isEqual(known, hash)) {
      return true;
    }
    boolean matches = encoder.matches(password, encoded);
    if (matches) {
      right.put(encoded, hash);
    }
    return matches;
  }

  private byte[] hash(CharSequence password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(password.toString().getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
