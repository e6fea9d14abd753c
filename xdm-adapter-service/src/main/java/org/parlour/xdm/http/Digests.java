package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;

/// HTTP Digest (RFC 7616), with SHA-256 and MD5, which older clients need, and quality `auth`.
final class Digests {
  private static final List<String> ALGORITHMS = DigestResponse.ALGORITHMS;

  private final Accounts accounts;
  private final Nonces nonces;

  Digests(Accounts accounts, Nonces nonces) {
    this.accounts = accounts;
    this.nonces = nonces;
  }

  List<String> challenges() {
    return ALGORITHMS.stream()
        .map(
            algorithm ->
                "Digest realm=\"%s\", qop=\"auth\", algorithm=%s, nonce=\"%s\""
                    .formatted(accounts.realm(), algorithm, nonces.next()))
        .toList();
  }

  /// @param target of the request line, undecoded
  /// @param judge says of a user whether the password is right. What has not been answered by our
  ///     nonce is no guess.
  Optional<ImAddress> user(
      String method,
      String target,
      String credentials,
      BiPredicate<ImAddress, BooleanSupplier> judge) {
    Map<String, String> given = DigestParameters.parse(credentials);
    String algorithm = given.getOrDefault("algorithm", "MD5");
    String name = given.getOrDefault("username", "");
    boolean well =
        ALGORITHMS.contains(algorithm)
            && accounts.realm().equals(given.get("realm"))
            && target.equals(given.get("uri"))
            && nonces.isGood(given.getOrDefault("nonce", ""));
    if (!well) {
      return Optional.empty();
    }
    return accounts
        .user(name)
        .filter(
            user ->
                judge.test(
                    user,
                    () ->
                        accounts
                            .password(user)
                            .filter(password -> isRight(method, given, algorithm, password))
                            .isPresent()));
  }

  private static boolean isRight(
      String method, Map<String, String> given, String algorithm, String password) {
    @Nullable String quality = given.get("qop");
    boolean known = quality == null || quality.equals("auth");
    String expected = DigestResponse.of(algorithm, given, password, method);
    byte[] response = given.getOrDefault("response", "").getBytes(UTF_8);
    return known && MessageDigest.isEqual(expected.getBytes(UTF_8), response);
  }
}
