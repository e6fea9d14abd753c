package org.parlour.xdm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.springframework.mock.web.MockHttpServletRequest;

class LoginTest {
  private static final ImAddress ALICE = ImAddress.sip("alice", "example.org");
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private Instant now = NOW;
  private final Nonces nonces = new Nonces(Duration.ofMinutes(5), () -> now);
  private final Accounts accounts = new Accounts("example.org", Map.of("alice", "secret"));
  private final Login login =
      new Login(accounts, new Digests(accounts, nonces), List.of("10.0.0.1"));

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
    assertThat(new Nonces(Duration.ofMinutes(5), () -> now).isGood(nonce)).isFalse();
    now = NOW.plusSeconds(300);
    assertThat(nonces.isGood(nonce)).isFalse();
  }
}
