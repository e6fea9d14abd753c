package org.parlour.labcore.registrar;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.parlour.client.auth.DigestAlgorithm;
import org.parlour.client.auth.DigestParameters;
import org.parlour.client.auth.DigestResponse;

/// Challenges and checks credentials. A nonce is its time and a MAC of it, so none is stored; after
/// five minutes it is stale.
public final class DigestServer {
  private static final long LIFETIME_MILLIS = 300_000;
  private static final List<DigestAlgorithm> OFFERED =
      List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);

  private final String realm;
  private final UnaryOperator<String> passwords;
  private final InstantSource clock;
  private final SecretKeySpec key;

  /// @param passwords user name to password
  public DigestServer(String realm, UnaryOperator<String> passwords, InstantSource clock) {
    this.realm = realm;
    this.passwords = passwords;
    this.clock = clock;
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// What came of a request's credentials.
  public sealed interface Outcome {
    record Accepted(String userName) implements Outcome {}

    /// @param challenges the header values to send, best first
    /// @param reason `missing`, `stale` or `wrong`
    record Challenged(List<String> challenges, String reason) implements Outcome {}
  }

  /// Checks the values of Authorization or Proxy-Authorization.
  public Outcome check(List<String> headers, String method) {
    for (String header : headers) {
      Optional<DigestParameters> sent = DigestParameters.parse(header);
      if (sent.isPresent() && sent.get().get("realm").equals(realm)) {
        return check(sent.get(), method);
      }
    }
    return challenge(false, "missing");
  }

  private Outcome check(DigestParameters sent, String method) {
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(sent.get("algorithm"));
    if (algorithm.isEmpty() || !isOurs(sent.get("nonce"))) {
      return challenge(false, "wrong");
    }
    String expected =
        DigestResponse.of(algorithm.get(), sent, passwords.apply(sent.get("username")), method);
    boolean right =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            sent.get("response").getBytes(StandardCharsets.US_ASCII));
    if (!right) {
      return challenge(false, "wrong");
    }
    return isStale(sent.get("nonce"))
        ? challenge(true, "stale")
        : new Outcome.Accepted(sent.get("username"));
  }

  private Outcome challenge(boolean stale, String reason) {
    String nonce = nonce(clock.millis());
    return new Outcome.Challenged(
        OFFERED.stream()
            .map(
                algorithm ->
                    "Digest realm=\""
                        + realm
                        + "\", nonce=\""
                        + nonce
                        + "\", algorithm="
                        + algorithm.token()
                        + ", qop=\"auth\""
                        + (stale ? ", stale=true" : ""))
            .toList(),
        reason);
  }

  private String nonce(long time) {
    String text = Long.toHexString(time);
    return text + '.' + mac(text);
  }

  private boolean isOurs(String nonce) {
    int dot = nonce.indexOf('.');
    return dot > 0
        && MessageDigest.isEqual(
            mac(nonce.substring(0, dot)).getBytes(StandardCharsets.US_ASCII),
            nonce.substring(dot + 1).getBytes(StandardCharsets.US_ASCII));
  }

  private boolean isStale(String nonce) {
    long time = Long.parseLong(nonce.substring(0, nonce.indexOf('.')), 16);
    return clock.millis() - time > LIFETIME_MILLIS;
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] sum = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing from this Java", e);
    }
  }
}
