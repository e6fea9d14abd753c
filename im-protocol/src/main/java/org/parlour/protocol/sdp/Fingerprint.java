package org.parlour.protocol.sdp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The value of `a=fingerprint`: which certificate a peer will show (RFC 8122 §5).
///
/// @param algorithm as Java names it
public record Fingerprint(String algorithm, String hash) {
  /// RFC 8122 forbids MD2 and MD5; of the others peers use these.
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha-1", "SHA-1", "sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

  private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

  /// Reads `sha-256 AB:CD:…`.
  ///
  /// @return null when it is none, or of a hash function that proves nothing
  public static @Nullable Fingerprint parse(String value) {
    String[] parts = value.strip().split(" +");
    String algorithm = ALGORITHMS.get(parts[0].toLowerCase(Locale.ROOT));
    return parts.length == 2 && algorithm != null
        ? new Fingerprint(algorithm, parts[1].toUpperCase(Locale.ROOT))
        : null;
  }

  /// The value of `a=fingerprint` for a certificate.
  ///
  /// @param encoded by DER
  public static String of(byte[] encoded) {
    return "sha-256 " + hash("SHA-256", encoded);
  }

  /// Whether it is that of a certificate.
  ///
  /// @param encoded by DER
  public boolean isOf(byte[] encoded) {
    return hash(algorithm, encoded).equals(hash);
  }

  private static String hash(String algorithm, byte[] encoded) {
    try {
      return HEX.formatHex(MessageDigest.getInstance(algorithm).digest(encoded));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + ": not in this JDK", e);
    }
  }
}
