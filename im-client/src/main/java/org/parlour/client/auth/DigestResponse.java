package org.parlour.client.auth;

/// The computation of `response` (RFC 2617 §3.2.2.1, RFC 7616 §3.4.1), alike on both sides.
public final class DigestResponse {
  private DigestResponse() {}

  /// @param sent the credentials' parameters: username, realm, nonce, uri and, with qop, nc and
  ///     cnonce
  public static String of(
      DigestAlgorithm algorithm, DigestParameters sent, String password, String method) {
    String user = sent.get("username") + ':' + sent.get("realm") + ':' + password;
    String first = algorithm.hash(user);
    String second = algorithm.hash(method + ':' + sent.get("uri"));
    String qop = sent.get("qop");
    return qop.isEmpty()
        ? algorithm.hash(first + ':' + sent.get("nonce") + ':' + second)
        : algorithm.hash(
            String.join(
                ":", first, sent.get("nonce"), sent.get("nc"), sent.get("cnonce"), qop, second));
  }
}
