package org.parlour.client.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// The hash functions of RFC 8760, weakest first.
public enum DigestAlgorithm {
  MD5("MD5", "MD5"),
  SHA_256("SHA-256", "SHA-256");

  private final String token;
  private final String javaName;

  DigestAlgorithm(String token, String javaName) {
    this.token = token;
    this.javaName = javaName;
  }

  /// The name in challenges and credentials.
  public String token() {
    return token;
  }

  /// The algorithm of this name in any case; empty text means MD5 (RFC 2617 §3.2.1).
  public static Optional<DigestAlgorithm> of(String name) {
    if (name.isEmpty()) {
      return Optional.of(MD5);
    }
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.token.equalsIgnoreCase(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /// Lower-case hexadecimal.
  String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(javaName);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(javaName + " is missing from this Java", e);
    }
  }
}
