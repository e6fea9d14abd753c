package org.parlour.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

class ImAddressTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sip:alice@example.org                      , sip:alice@example.org
          SIP:alice@EXAMPLE.org                      , sip:alice@example.org
          sip:Alice@example.org                      , sip:Alice@example.org
          sip:alice:secret@example.org               , sip:alice@example.org
          sip:alice@example.org:5062;b=2;a=1;lr      , sip:alice@example.org:5062;b=2;a=1;lr
          sip:alice@example.org;a=1;A=2              , sip:alice@example.org;a=1
          sip:alice@example.org?Subject=x&Route=y    , sip:alice@example.org
          sip:example.org                            , sip:example.org
          sip:[2001:DB8::1]:5070                     , sip:[2001:db8::1]:5070
          sip:bob@[2001:db8::1]                      , sip:bob@[2001:db8::1]
          sip:a;x=1@example.org                      , sip:a;x=1@example.org
          sip:why?not@example.org                    , sip:why?not@example.org
          sips:alice@example.org                     , sips:alice@example.org
          tel:+358-555-0101                          , tel:+358-555-0101
          tel:7042;phone-context=Example.com         , tel:7042;phone-context=Example.com
          sip:+358.555@gw.example.org;user=phone     , sip:+358.555@gw.example.org;user=phone
          sip:bob@h.example;gr=urn:uuid:f81d4fae     , sip:bob@h.example;gr=urn:uuid:f81d4fae
          """)
  @Spec("RFC 3261 §19.1.1")
  void readsAndWritesEveryShape(String uri, String written) {
    ImAddress address = ImAddress.parse(uri);
    assertThat(address).hasToString(written);
    assertThat(ImAddress.parse(written)).isEqualTo(address).hasToString(written);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sip:alice@example.org:5060;transport=tcp;ob , sip:alice@example.org
          sips:alice@example.org:5061                 , sip:alice@example.org
          sip:alice@example.org:5061                  , sip:alice@example.org:5061
          sip:alice@example.org;gr=x;lr               , sip:alice@example.org
          sip:%61lice@example.org                     , sip:alice@example.org
          sip:a%40b%3a@example.org                    , sip:a%40b%3A@example.org
          sip:bad%zz@example.org                      , sip:bad%zz@example.org
          tel:+358-(555).0101                         , tel:+3585550101
          sip:+358-555-0101@gw.example;user=phone     , tel:+3585550101
          sip:+358555;postd=1@gw.example;user=PHONE   , tel:+358555
          sip:7042@gw.example;user=phone              , sip:7042@gw.example
          tel:7042;phone-context=Example.com;x=1      , tel:7042;phone-context=example.com
          """)
  @Spec({"RFC 3261 §19.1.4", "RFC 3966 §5"})
  void knowsAUserByOneForm(String uri, String canonical) {
    ImAddress form = ImAddress.parse(uri).canonical();
    assertThat(form).hasToString(canonical);
    assertThat(form.canonical()).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          sip:alice@example.org , sip:alice@EXAMPLE.ORG:5060;transport=udp , true
          sip:alice@example.org , sips:alice@example.org                   , true
          sip:alice@example.org , sip:Alice@example.org                    , false
          sip:alice@example.org , sip:alice@example.org:5062               , false
          sip:alice@example.org , sip:alice@example.com                    , false
          tel:+358-555          , sip:+358555@any.example;user=phone       , true
          tel:+358555           , sip:+358555@any.example                  , false
          sip:7@a.example;user=phone , sip:7@b.example;user=phone          , false
          tel:7;phone-context=a.example , tel:7;phone-context=b.example    , false
          """)
  @Spec("RFC 3261 §19.1.4")
  void comparesUsers(String one, String other, boolean same) {
    assertThat(ImAddress.parse(one).sameUser(ImAddress.parse(other))).isEqualTo(same);
    assertThat(ImAddress.parse(other).sameUser(ImAddress.parse(one))).isEqualTo(same);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "alice@example.org",
        "http://example.org",
        "sip:",
        "sip:@example.org",
        "sip:alice@",
        "sip:alice@example.org:0",
        "sip:alice@example.org:65536",
        "sip:alice@example.org:x",
        "sip:a@b@c",
        "sip:al ice@example.org",
        "sip:alice@exa mple.org",
        "sip:alice@example.org>",
        "sip:<alice@example.org",
        "sip:\"alice\"@example.org",
        "sip:ällice@example.org",
        "sip:alice@exämple.org",
        "sip:alice@[::1",
        "sip:alice@[]",
        "sip:alice@example.org;=x",
        "sip:alice@example.org,sip:bob@example.org",
        "sip:alice@example.org\r\nRoute: <sip:evil>",
        "sip:alice\r\nX: y@example.org",
        "sip:alice@example.org;x=1\r\nRoute: <sip:evil>",
        "sip:alice@example.org;x=1>,<sip:evil",
        "sip:alice@example.org;x=\u0000",
        "tel:",
        "tel:abc",
        "tel:+1;x=\r\n",
      })
  @Spec("RFC 3261 §25.1")
  void refusesWhatIsNoAddress(String uri) {
    assertThatThrownBy(() -> ImAddress.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("address: ")
        .hasMessageContaining("(expected: ")
        .message()
        .doesNotContain("\r", "\n", "\u0000");
  }

  @Test
  @Spec("RFC 5363 §4.1")
  void cannotBeMadeToHoldAHeader() {
    ImAddress alice = ImAddress.sip("alice", "example.org");
    assertThatThrownBy(() -> ImAddress.sip("alice\r\nX: y", "example.org"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImAddress.sip("alice", "example.org>;x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alice.withParameter("session", "a;b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alice.withParameter("x\r\n", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheOrderOfParametersThroughChanges() {
    ImAddress address = ImAddress.parse("sip:g@im.example.org;zulu=1;alpha=2;mike");
    assertThat(address.withParameter("session", "s1").withParameter("ALPHA", "3"))
        .hasToString("sip:g@im.example.org;zulu=1;alpha=3;mike;session=s1");
    assertThat(address.withoutParameters()).hasToString("sip:g@im.example.org");
    assertThat(address.parameter("MIKE")).hasValue("");
    assertThat(address.parameter("none")).isEmpty();
  }

  @Test
  void shortensWhatItQuotes() {
    assertThatThrownBy(() -> ImAddress.parse("x".repeat(10_000))).message().hasSizeLessThan(300);
  }
}
