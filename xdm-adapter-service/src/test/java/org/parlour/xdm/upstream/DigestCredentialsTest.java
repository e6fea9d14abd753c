package org.parlour.xdm.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

class DigestCredentialsTest {
  private static final String CHALLENGE =
      "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=%s,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

  private final DigestCredentials mufasa =
      new DigestCredentials(
          "Mufasa", "Circle of Life", () -> "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

  private String answer() {
    return Objects.requireNonNull(mufasa.authorization("GET", "/dir/index.html"));
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
  })
  @Spec("RFC 7616 §3.9.1")
  void answersAsTheExamplesDo(String algorithm, String response) {
    assertThat(mufasa.challenged(List.of(CHALLENGE.formatted(algorithm)))).isTrue();

    assertThat(answer())
        .startsWith("Digest username=\"Mufasa\", realm=\"http-auth@example.org\"")
        .contains("response=\"" + response + "\"", "qop=auth", "nc=00000001", "opaque=\"FQhe/qaU");
    assertThat(answer()).contains("nc=00000002").doesNotContain(response);
  }

  @Test
  @Spec("RFC 7616 §3.7")
  void takesTheFirstChallengeThatItUnderstands() {
    assertThat(
            mufasa.challenged(
                List.of(
                    "Basic realm=\"x\"",
                    "Negotiate, Digest realm=\"a\", nonce=\"n\", algorithm=SHA-512-256",
                    "Basic realm=\"y\", Digest realm=\"b\", nonce=\"n\", qop=\"auth\"")))
        .isTrue();

    assertThat(answer()).contains("realm=\"b\"", "algorithm=MD5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic realm=\"x\"",
        "Digest realm=\"x\"",
        "Digest realm=\"x\", nonce=\"n\", qop=\"auth-int\"",
        "Digest",
        ""
      })
  void thePasswordIsForNoOtherChallenge(String challenge) {
    assertThat(mufasa.challenged(List.of(challenge))).isFalse();
    assertThat(mufasa.authorization("GET", "/")).isNull();
  }

  @Test
  void quotesWhatTheServerSays() {
    mufasa.challenged(List.of("Digest realm=\"a\\\"b\", nonce=\"n\\\\\""));

    assertThat(answer()).contains("realm=\"a\\\"b\"", "nonce=\"n\\\\\"").doesNotContain("qop");
  }
}
