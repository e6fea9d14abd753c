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

/// Nonces that carry their own end, signed with a secret of this process: nothing is kept. After a
/// restart, or at another instance, a client is simply challenged again.
final class Nonces {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec secret;
  private final Duration lifetime;
  private final InstantSource clock;

  Nonces(Duration lifetime, InstantSource clock) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    this.secret = new SecretKeySpec(key, ALGORITHM);
    this.lifetime = lifetime;
    this.clock = clock;
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
