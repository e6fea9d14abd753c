package org.parlour.labcore.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.parlour.client.auth.DigestClient;
import org.parlour.protocol.Spec;

class DigestServerTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;
  private final DigestServer server = new DigestServer("example.org", user -> user, clock);

  private List<String> challenges() {
    return challenged(List.of()).challenges();
  }

  private DigestServer.Outcome.Challenged challenged(List<String> credentials) {
    return (DigestServer.Outcome.Challenged) server.check(credentials, "REGISTER");
  }

  private static String answer(String password, List<String> challenges) {
    return new DigestClient("alice", password, () -> "cnonce")
        .answer(challenges, "REGISTER", "sip:example.org")
        .orElseThrow();
  }

  @Test
  @Spec({"RFC 8760 §2.3", "RFC 3261 §22.4"})
  void offersBothAlgorithmsAndAcceptsEither() {
    List<String> challenges = challenges();
    assertThat(challenges).hasSize(2);
    assertThat(challenges.get(0)).contains("SHA-256");
    assertThat(challenges.get(1)).contains("MD5");
    for (String challenge : challenges) {
      assertThat(server.check(List.of(answer("alice", List.of(challenge))), "REGISTER"))
          .isEqualTo(new DigestServer.Outcome.Accepted("alice"));
    }
  }

  @Test
  void refusesAWrongPasswordAnotherMethodAndAForeignNonce() {
    String right = answer("alice", challenges());
    assertThat(challenged(List.of(answer("guess", challenges()))).reason()).isEqualTo("wrong");
    assertThat(server.check(List.of(right), "INVITE"))
        .isInstanceOf(DigestServer.Outcome.Challenged.class);
    String foreign =
        answer("alice", List.of("Digest realm=\"example.org\", nonce=\"1.2\", qop=\"auth\""));
    assertThat(challenged(List.of(foreign)).reason()).isEqualTo("wrong");
  }

  @Test
  @Spec("RFC 2617 §3.2.1")
  void oldNonceIsStale() {
    String right = answer("alice", challenges());
    now.set(Instant.EPOCH.plusSeconds(301));
    DigestServer.Outcome.Challenged late = challenged(List.of(right));
    assertThat(late.reason()).isEqualTo("stale");
    assertThat(late.challenges().getFirst()).endsWith("stale=true");
  }
}
