package org.parlour.xdm.upstream;

import static java.util.Objects.requireNonNullElse;

import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parlour.xdm.http.DigestParameters;
import org.parlour.xdm.http.DigestResponse;

/// HTTP Digest (RFC 7616) with SHA-256 or MD5. The password never leaves this server, whoever
/// answers: a challenge for Basic is none.
final class DigestCredentials implements Credentials {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern SCHEME = Pattern.compile("(?i)(?:^|,)\\s*digest\\s+");

  /// Of the parameters that we send (RFC 7616 §3.4).
  private static final Set<String> BARE = Set.of("algorithm", "qop", "nc");

  private final String user;
  private final String password;
  private final Supplier<String> tokens;

  /// Null until the upstream has challenged.
  private @Nullable Map<String, String> challenge;

  private int count;

  /// @param tokens that nobody guesses
  DigestCredentials(String user, String password, Supplier<String> tokens) {
    this.user = user;
    this.password = password;
    this.tokens = tokens;
  }

  static String randomToken() {
    byte[] octets = new byte[12];
    RANDOM.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }

  @Override
  public void sign(HttpRequest.Builder request, String method, String target) {
    String authorization = authorization(method, target);
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
  }

  /// Null while nothing is known of the upstream's wishes.
  synchronized @Nullable String authorization(String method, String target) {
    if (challenge == null) {
      return null;
    }
    Map<String, String> given = new LinkedHashMap<>();
    given.put("username", user);
    given.put("realm", requireNonNullElse(challenge.get("realm"), ""));
    given.put("uri", target);
    given.put("algorithm", algorithm(challenge));
    given.put("nonce", requireNonNullElse(challenge.get("nonce"), ""));
    if (challenge.containsKey("qop")) {
      given.put("nc", String.format("%08x", ++count));
      given.put("cnonce", tokens.get());
      given.put("qop", "auth");
    }
    given.put("response", DigestResponse.of(algorithm(challenge), given, password, method));
    String opaque = challenge.get("opaque");
    if (opaque != null) {
      given.put("opaque", opaque);
    }
    return given.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + value(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "Digest ", ""));
  }

  private static String value(String name, String value) {
    return BARE.contains(name)
        ? value
        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String algorithm(Map<String, String> parameters) {
    return requireNonNullElse(parameters.get("algorithm"), "MD5").toUpperCase(Locale.ROOT);
  }

  /// The first one that can be answered is the upstream's favourite (RFC 7616 §3.7).
  @Override
  public synchronized boolean challenged(List<String> challenges) {
    challenge =
        challenges.stream()
            .flatMap(DigestCredentials::digests)
            .map(DigestParameters::parse)
            .filter(DigestCredentials::isAnswerable)
            .findFirst()
            .orElse(null);
    count = 0;
    return challenge != null;
  }

  /// One header may hold several challenges.
  private static Stream<String> digests(String header) {
    Stream.Builder<String> found = Stream.builder();
    Matcher scheme = SCHEME.matcher(header);
    while (scheme.find()) {
      found.add(header.substring(scheme.end()));
    }
    return found.build();
  }

  private static boolean isAnswerable(Map<String, String> parameters) {
    String quality = parameters.get("qop");
    return DigestResponse.ALGORITHMS.contains(algorithm(parameters))
        && parameters.containsKey("nonce")
        && (quality == null
            || List.of(quality.toLowerCase(Locale.ROOT).split("\\s*,\\s*")).contains("auth"));
  }
}
