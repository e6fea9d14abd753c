package org.parlour.xdm.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.List;

/// How the upstream learns who asks. Thread-safe.
interface Credentials {
  /// @param target of the request line
  void sign(HttpRequest.Builder request, String method, String target);

  /// It did not take them.
  ///
  /// @param challenges the `WWW-Authenticate` headers
  /// @return whether it may take what is signed next
  default boolean challenged(List<String> challenges) {
    return false;
  }

  static Credentials of(UpstreamProperties properties) {
    String asserted = properties.assertedIdentity();
    if (asserted != null) {
      // of an aggregation proxy, or a server that is trusted like one (reference §11.1)
      String quoted = '"' + asserted + '"';
      return (request, _, _) ->
          request
              .setHeader("X-3GPP-Asserted-Identity", quoted)
              .setHeader("X-XCAP-Asserted-Identity", quoted);
    }
    String user = properties.user();
    if (user == null) {
      return (_, _, _) -> {};
    }
    String password = requireNonNullElse(properties.password(), "");
    return switch (properties.login()) {
      case DIGEST -> new DigestCredentials(user, password, DigestCredentials::randomToken);
      case BASIC -> {
        String login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        yield (request, _, _) -> request.setHeader("Authorization", "Basic " + login);
      }
    };
  }
}
