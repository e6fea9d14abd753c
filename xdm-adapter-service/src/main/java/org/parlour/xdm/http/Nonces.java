package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Nonces that carry their own end, signed with a secret: nothing is kept. Instances that share the
/// secret take each other's; at any other one, a client is simply challenged again.
final class Nonces {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;
  private final Duration lifetime;
  private final InstantSource clock;

  /// @param shared by all instances; null: this one has its own
  Nonces(@Nullable String shared, Duration lifetime, InstantSource clock) {
    byte[] key = shared == null ? random() : shared.getBytes(UTF_8);
    this.secret = new SecretKeySpec(key, ALGORITHM);
    this.lifetime = lifetime;
    this.clock = clock;
  }

  private static byte[] random() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }

  String next() {
    String end = Long.toHexString(clock.instant().plus(lifetime).toEpochMilli());
    return end + "." + signature(end);
  }

  boolean isGood(String nonce) {
    int dot = nonce.indexOf('.');
    if (dot < 1 || dot > 15) {
      return false;
    }
    String end = nonce.substring(0, dot);
    byte[] expected = signature(end).getBytes(UTF_8);
    return MessageDigest.isEqual(expected, nonce.substring(dot + 1).getBytes(UTF_8))
        && clock.millis() < Long.parseLong(end, 16);
  }

  private String signature(String end) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return HexFormat.of().formatHex(mac.doFinal(end.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
