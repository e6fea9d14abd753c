package org.parlour.benchmarks.xdm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client's side of HTTP Digest with SHA-256 (RFC 7616).
final class Digest {
  private static final Pattern CHALLENGE =
      Pattern.compile("realm=\"([^\"]*)\".*algorithm=SHA-256.*nonce=\"([^\"]*)\"");

  /// Of requests with this challenge. This server keeps none, and takes one answer again and again.
  private static final String COUNT = "00000001";

  private final String user;
  private final String realm;
  private final String nonce;
  private final String secret;

  private Digest(String user, String password, Matcher challenge) {
    this.user = user;
    this.realm = challenge.group(1);
    this.nonce = challenge.group(2);
    this.secret = hash(user + ":" + realm + ":" + password);
  }

  /// Asks without credentials, to be challenged.
  static Digest challenged(Load load, URI uri, String user, String password) {
    HttpResponse<String> answer = load.answer(HttpRequest.newBuilder(uri).GET().build());
    for (String header : answer.headers().allValues("WWW-Authenticate")) {
      Matcher challenge = CHALLENGE.matcher(header);
      if (challenge.find()) {
        return new Digest(user, password, challenge);
      }
    }
    throw new IllegalStateException(uri + ": " + answer + " (expected: a challenge)");
  }

  /// The value of `Authorization`.
  String answer(String method, URI uri) {
    String target = uri.getRawPath();
    String asked = hash(method + ":" + target);
    String response = hash(String.join(":", secret, nonce, COUNT, "c", "auth", asked));
    return "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=SHA-256, "
            .formatted(user, realm, nonce, target)
        + "qop=auth, nc=%s, cnonce=\"c\", response=\"%s\"".formatted(COUNT, response);
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
