package org.parlour.xdm.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.support.security.Guesses;
import org.parlour.xdm.xcap.Suspicion;
import org.parlour.xdm.xcap.XcapRefused;
import org.springframework.mock.web.MockHttpServletRequest;

class LoginTest {
  private static final ImAddress ALICE = ImAddress.sip("alice", "example.org");
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private Instant now = NOW;
  private final Nonces nonces = new Nonces(null, Duration.ofMinutes(5), () -> now);
  private final Accounts accounts = new Accounts("example.org", Map.of("alice", "secret"));
  private final Login login =
      new Login(
          accounts, new Digests(accounts, nonces), new Guesses(() -> now), List.of("10.0.0.1"));

  @ParameterizedTest
  @Spec("RFC 4825 §14")
  @CsvSource({
    "10.0.0.1, X-3GPP-Asserted-Identity, '\"sip:alice@example.org\"', true",
    "10.0.0.1, X-3GPP-Asserted-Identity, '<sip:alice@EXAMPLE.org>', true",
    "10.0.0.1, X-XCAP-Asserted-Identity, sip:alice@example.org, true",
    "10.0.0.1, X-3GPP-Intended-Identity, sip:alice@example.org, false",
    "10.0.0.2, X-3GPP-Asserted-Identity, sip:alice@example.org, false",
    "10.0.0.1, X-3GPP-Asserted-Identity, nobody, false"
  })
  void whatATrustedProxyAssertsIsBelieved(
      String proxy, String header, String value, boolean believed) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/xcap-root/x");
    request.setRemoteAddr(proxy);
    request.addHeader(header, value);

    assertThat(login.user(request).filter(ALICE::equals).isPresent()).isEqualTo(believed);
  }

  @ParameterizedTest
  @CsvSource({
    "Basic YWxpY2U6c2VjcmV0, true",
    "basic YWxpY2VAZXhhbXBsZS5vcmc6c2VjcmV0, true",
    "Basic YWxpY2U6c2VjcmV0Cg==, false",
    "Basic YWxpY2U=, false",
    "Basic ***, false",
    "Basic, false",
    "Bearer YWxpY2U6c2VjcmV0, false",
    "Digest username=\"alice\", false"
  })
  void basicNeedsTheRightPassword(String authorization, boolean known) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/xcap-root/x");
    request.addHeader("Authorization", authorization);

    assertThat(login.user(request).isPresent()).isEqualTo(known);
  }

  @Test
  @Spec("RFC 7616 §3.3")
  void aNonceIsOursAndEnds() {
    String nonce = nonces.next();

    assertThat(nonces.isGood(nonce)).isTrue();
    assertThat(nonces.isGood(nonce.replaceFirst(".$", "g"))).isFalse();
    assertThat(nonces.isGood("f" + nonce)).isFalse();
    assertThat(nonces.isGood("")).isFalse();
    assertThat(new Nonces(null, Duration.ofMinutes(5), () -> now).isGood(nonce)).isFalse();
    now = NOW.plusSeconds(300);
    assertThat(nonces.isGood(nonce)).isFalse();
  }

  @Test
  void instancesThatShareASecretTakeEachOthersNonces() {
    Nonces one = new Nonces("a secret of theirs", Duration.ofMinutes(5), () -> now);
    Nonces other = new Nonces("a secret of theirs", Duration.ofMinutes(5), () -> now);
    Nonces stranger = new Nonces("a secret of others", Duration.ofMinutes(5), () -> now);

    assertThat(other.isGood(one.next())).isTrue();
    assertThat(stranger.isGood(one.next())).isFalse();
  }

  private Optional<ImAddress> basic(String peer, String name, String password) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/xcap-root/x");
    request.setRemoteAddr(peer);
    String credentials = name + ":" + password;
    request.addHeader(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    return login.user(request);
  }

  private void guess(String peer, String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(basic(peer, name, "guess" + i)).isEmpty();
    }
  }

  @Test
  void whoGuessesIsNotListenedToForAMinute() {
    guess("10.0.0.7", "alice", Guesses.MOST_WRONG);

    assertThatExceptionOfType(XcapRefused.class)
        .isThrownBy(() -> basic("10.0.0.7", "alice", "secret"))
        .matches(refused -> refused.reason().status() == 429)
        .matches(refused -> refused.suspicion() == Suspicion.GUESSES);
    assertThat(basic("10.0.0.8", "alice", "secret")).contains(ALICE);
    now = NOW.plusSeconds(60);
    assertThat(basic("10.0.0.7", "alice", "secret")).contains(ALICE);
  }

  @Test
  void whoIsNotThereIsGuessedLikeAnybody() {
    guess("10.0.0.7", "zoe", Guesses.MOST_WRONG);

    assertThatExceptionOfType(XcapRefused.class)
        .isThrownBy(() -> basic("10.0.0.7", "zoe", "guess"));
  }

  @Test
  void aRightPasswordMakesMistakesForgotten() {
    for (int i = 0; i < 3; i++) {
      guess("10.0.0.7", "alice", Guesses.MOST_WRONG - 1);
      assertThat(basic("10.0.0.7", "alice", "secret")).contains(ALICE);
    }
  }
}
