package org.parlour.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

class DigestTest {
  private static final String RFC_7616_USER =
      "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", uri=\"/dir/index.html\","
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001,"
          + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth";

  private static DigestParameters parameters(String header) {
    return DigestParameters.parse(header).orElseThrow();
  }

  @Test
  @Spec("RFC 7616 §3.9.1")
  void computesTheExamplesOfTheRfc() {
    DigestParameters sent = parameters(RFC_7616_USER);
    assertThat(DigestResponse.of(DigestAlgorithm.MD5, sent, "Circle of Life", "GET"))
        .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    assertThat(DigestResponse.of(DigestAlgorithm.SHA_256, sent, "Circle of Life", "GET"))
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  @Test
  @Spec("RFC 2617 §3.5")
  void computesTheExampleOfTheOldRfc() {
    DigestParameters sent =
        parameters(
            "Digest username=\"Mufasa\", realm=\"testrealm@host.com\","
                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"/dir/index.html\","
                + " qop=auth, nc=00000001, cnonce=\"0a4f113b\"");
    assertThat(DigestResponse.of(DigestAlgorithm.MD5, sent, "Circle Of Life", "GET"))
        .isEqualTo("6629fae49393a05397450978507c4ef1");
  }

  @Test
  @Spec("RFC 8760 §2.4")
  void answersTheFirstChallengeItKnows() {
    DigestClient client = new DigestClient("alice", "alice", () -> "c");
    List<String> challenges =
        List.of(
            "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-512-256, qop=\"auth\"",
            "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-256, qop=\"auth-int,auth\"",
            "Digest realm=\"r\", nonce=\"n\", algorithm=MD5");
    DigestParameters answer =
        parameters(client.answer(challenges, "REGISTER", "sip:r").orElseThrow());
    assertThat(answer.get("algorithm")).isEqualTo("SHA-256");
    assertThat(answer.get("nc")).isEqualTo("00000001");
    assertThat(answer.get("response"))
        .isEqualTo(DigestResponse.of(DigestAlgorithm.SHA_256, answer, "alice", "REGISTER"));
    DigestParameters second =
        parameters(client.answer(challenges, "REGISTER", "sip:r").orElseThrow());
    assertThat(second.get("nc")).isEqualTo("00000002");
  }

  @Test
  void answersAnOldChallengeWithoutQop() {
    DigestClient client = new DigestClient("alice", "alice", () -> "c");
    String answer =
        client
            .answer(List.of("Digest realm=\"r\", nonce=\"n\", opaque=\"o\""), "INVITE", "sip:x")
            .orElseThrow();
    assertThat(answer).contains("opaque=\"o\"").doesNotContain("qop");
    assertThat(client.answer(List.of("Basic realm=\"r\""), "INVITE", "sip:x")).isEmpty();
  }
}
