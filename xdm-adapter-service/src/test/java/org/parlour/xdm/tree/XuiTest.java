package org.parlour.xdm.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

class XuiTest {
  @ParameterizedTest
  @CsvSource({
    "sip:alice@example.org, sip:alice@example.org",
    "alice@example.org, sip:alice@example.org",
    "SIP:alice@EXAMPLE.org, sip:alice@example.org",
    "sips:alice@example.org, sip:alice@example.org",
    "TEL:+3581234, tel:+3581234",
    "sipper@example.org, sip:sipper@example.org"
  })
  @Spec("RFC 4825 §6.2")
  void isAUsersAddressWithOrWithoutItsScheme(String xui, String user) {
    assertThat(Xui.user(xui)).contains(ImAddress.parse(user).canonical());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sip:", "tel:", "@", "http://example.org"})
  void isNothingElse(String xui) {
    assertThat(Xui.user(xui)).isEmpty();
  }
}
