package org.parlour.contracts.routing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret that all edges share, with its generation. From it come tokens that nobody can guess
/// and every edge finds again. Never printed.
public final class ClusterSecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 16;

  private final int generation;
  private final SecretKeySpec key;

  /// @param secret at least 16 octets
  public ClusterSecret(int generation, byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(
          "clusterSecret: " + secret.length + " octets (expected: >= " + SHORTEST + ")");
    }
    this.generation = generation;
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /// The token of `text` under this secret: 26 characters of [CrockfordBase32], 128 bits.
  public String token(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((byte) generation);
      return CrockfordBase32.encode128(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
    }
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
