package org.parlour.client.auth;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.parlour.client.sip.HeaderText;

/// Answers challenges for one user. Keeps the nonce count of the nonce in use; owned by one thread.
public final class DigestClient {
  private final String user;
  private final String password;
  private final Supplier<String> cnonces;
  private final Map<String, Integer> counts = new HashMap<>();

  /// @param cnonces gives a fresh unguessable token each time
  public DigestClient(String user, String password, Supplier<String> cnonces) {
    this.user = user;
    this.password = password;
    this.cnonces = cnonces;
  }

  /// The value of Authorization or Proxy-Authorization for the first of `challenges` that this
  /// client can answer (RFC 8760 §2.4: the server's order is the server's preference).
  public Optional<String> answer(List<String> challenges, String method, String uri) {
    for (String challenge : challenges) {
      Optional<String> answer =
          DigestParameters.parse(challenge).flatMap(asked -> answer(asked, method, uri));
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<String> answer(DigestParameters asked, String method, String uri) {
    Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(asked.get("algorithm"));
    boolean auth = HeaderText.split(asked.get("qop"), ',').contains("auth");
    if (algorithm.isEmpty() || (!asked.get("qop").isEmpty() && !auth)) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("username", user);
    values.put("realm", asked.get("realm"));
    values.put("nonce", asked.get("nonce"));
    values.put("uri", uri);
    if (auth) {
      if (counts.size() > 16) {
        counts.clear();
      }
      int count = counts.merge(asked.get("nonce"), 1, Integer::sum);
      values.put("qop", "auth");
      values.put("nc", String.format("%08x", count));
      values.put("cnonce", cnonces.get());
    }
    String response =
        DigestResponse.of(algorithm.get(), new DigestParameters(values), password, method);
    StringBuilder header = new StringBuilder("Digest ");
    values.forEach(
        (name, value) -> {
          boolean bare = name.equals("qop") || name.equals("nc");
          header.append(name).append('=').append(bare ? value : HeaderText.quote(value));
          header.append(", ");
        });
    header.append("response=\"").append(response).append('"');
    header.append(", algorithm=").append(algorithm.get().token());
    if (!asked.get("opaque").isEmpty()) {
      header.append(", opaque=").append(HeaderText.quote(asked.get("opaque")));
    }
    return Optional.of(header.toString());
  }
}
