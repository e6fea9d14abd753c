package org.parlour.edge.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parlour.edge.syntax.HeaderBlock;
import org.parlour.protocol.Spec;

class TrustDomainTest {
  private static boolean trusts(String peer, String... networks) throws Exception {
    return new TrustDomain(List.of(networks)).trusts(InetAddress.getByName(peer));
  }

  private static HeaderBlock block(String... lines) {
    byte[] bytes =
        ("OPTIONS x SIP/2.0\r\n" + String.join("\r\n", lines)).getBytes(StandardCharsets.UTF_8);
    return HeaderBlock.parse(bytes, bytes.length);
  }

  @Test
  @Spec("RFC 3325 §2.3")
  void trustsTheNetworksThatItIsGiven() throws Exception {
    assertThat(trusts("127.9.9.9", "127.0.0.0/8")).isTrue();
    assertThat(trusts("128.0.0.1", "127.0.0.0/8")).isFalse();
    assertThat(trusts("10.1.2.200", "10.1.2.128/25")).isTrue();
    assertThat(trusts("10.1.2.100", "10.1.2.128/25")).isFalse();
    assertThat(trusts("10.0.0.1", "10.0.0.1")).isTrue();
    assertThat(trusts("2001:db8::7", "10.0.0.0/8", "2001:db8::/32")).isTrue();
    assertThat(trusts("10.0.0.1")).isFalse();
  }

  @Test
  void refusesWhatIsNoNetwork() {
    for (String bad : List.of("core.example.org", "10.0.0.0/33", "")) {
      assertThatThrownBy(() -> new TrustDomain(List.of(bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @Spec({"5.2", "RFC 3325 §9.1"})
  void takesTheSipIdentityBeforeTheTelephoneNumber() {
    assertThat(AssertedIdentity.of(block("P-Asserted-Identity: <tel:+358401>, \"A\" <sip:a@b>")))
        .hasToString("\"A\" <sip:a@b>");
    assertThat(AssertedIdentity.of(block("P-Asserted-Identity: <tel:+358401>")))
        .hasToString("<tel:+358401>");
    assertThat(AssertedIdentity.of(block("P-Asserted-Identity: <http://x>"))).isNull();
    assertThat(AssertedIdentity.of(block("From: <sip:a@b>"))).isNull();
  }

  @Test
  @Spec("RFC 3323 §4.2")
  void readsPrivacy() {
    assertThat(AssertedIdentity.anonymous(block("Privacy: user; ID;critical"))).isTrue();
    assertThat(AssertedIdentity.anonymous(block("Privacy: none"))).isFalse();
    assertThat(AssertedIdentity.anonymous(block("Subject: id"))).isFalse();
  }
}
