package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.security.Guesses;
import org.parlour.xdm.tree.Xui;
import org.parlour.xdm.xcap.Suspicion;
import org.parlour.xdm.xcap.XcapRefused;
import org.parlour.xdm.xcap.XcapRefused.Reason;

/// Says who asks (RFC 4825 §14): by what a trusted aggregation proxy asserts, else by Digest or
/// Basic. Thread-safe.
final class Login {
  private static final List<String> ASSERTED =
      List.of("X-3GPP-Asserted-Identity", "X-XCAP-Asserted-Identity");

  private final Accounts accounts;
  private final Digests digests;
  private final Guesses guesses;
  private final Set<String> trustedProxies;

  /// @param trustedProxies addresses
  Login(Accounts accounts, Digests digests, Guesses guesses, List<String> trustedProxies) {
    this.accounts = accounts;
    this.digests = digests;
    this.guesses = guesses;
    this.trustedProxies = Set.copyOf(trustedProxies);
  }

  /// Empty when nobody vouches for a user.
  ///
  /// @throws XcapRefused when passwords were guessed
  Optional<ImAddress> user(HttpServletRequest request) {
    if (trustedProxies.contains(request.getRemoteAddr())) {
      return asserted(request);
    }
    String authorization = request.getHeader("Authorization");
    int space = authorization == null ? -1 : authorization.indexOf(' ');
    if (authorization == null || space < 0) {
      return Optional.empty();
    }
    String credentials = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "basic" -> basic(request.getRemoteAddr(), credentials);
      case "digest" ->
          digests.user(
              request.getMethod(),
              target(request),
              credentials,
              (user, guess) -> isRight(request.getRemoteAddr(), user, guess));
      default -> Optional.empty();
    };
  }

  /// The `WWW-Authenticate` headers for who is not known, the best first.
  List<String> challenges() {
    List<String> challenges = new ArrayList<>(digests.challenges());
    challenges.add("Basic realm=\"" + accounts.realm() + "\", charset=\"UTF-8\"");
    return challenges;
  }

  /// Reference §11.1: in quotes, in angle brackets or bare.
  private static Optional<ImAddress> asserted(HttpServletRequest request) {
    for (String name : ASSERTED) {
      @Nullable String value = request.getHeader(name);
      if (value != null) {
        return Xui.user(value.strip().replaceAll("^[\"<]+|[\">]+$", ""));
      }
    }
    return Optional.empty();
  }

  private Optional<ImAddress> basic(String peer, String credentials) {
    String plain;
    try {
      plain = new String(Base64.getDecoder().decode(credentials), UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // a name may begin with a scheme, a password may hold anything
    int colon = plain.indexOf(':', plain.startsWith("sip:") ? "sip:".length() : 0);
    if (colon < 0) {
      return Optional.empty();
    }
    byte[] password = plain.substring(colon + 1).getBytes(UTF_8);
    return accounts
        .user(plain.substring(0, colon))
        .filter(
            user ->
                isRight(
                    peer,
                    user,
                    () ->
                        accounts
                            .password(user)
                            .filter(right -> MessageDigest.isEqual(right.getBytes(UTF_8), password))
                            .isPresent()));
  }

  private boolean isRight(String peer, ImAddress user, BooleanSupplier guess) {
    return switch (guesses.of(peer, user.toString(), guess)) {
      case RIGHT -> true;
      case WRONG -> false;
      case TOO_MANY ->
          throw new XcapRefused(
              Reason.TOO_MANY_GUESSES,
              "password: guessed too often (expected: a pause)",
              Suspicion.GUESSES,
              null);
    };
  }

  private static String target(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
