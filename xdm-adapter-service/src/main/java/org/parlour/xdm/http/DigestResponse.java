package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The computation of `response` (RFC 7616 §3.4.1), alike on both sides.
public final class DigestResponse {
  /// The best first.
  public static final List<String> ALGORITHMS = List.of("SHA-256", "MD5");

  private DigestResponse() {}

  /// @param algorithm one of [#ALGORITHMS]
  /// @param given the parameters of the credentials
  public static String of(
      String algorithm, Map<String, String> given, String password, String method) {
    String secret =
        hash(algorithm, given.get("username") + ":" + given.get("realm") + ":" + password);
    String asked = hash(algorithm, method + ":" + given.get("uri"));
    @Nullable String quality = given.get("qop");
    String middle =
        quality == null
            ? given.get("nonce")
            : String.join(
                ":",
                given.get("nonce"),
                requireNonNullElse(given.get("nc"), ""),
                requireNonNullElse(given.get("cnonce"), ""),
                quality);
    return hash(algorithm, secret + ":" + middle + ":" + asked);
  }

  private static String hash(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
