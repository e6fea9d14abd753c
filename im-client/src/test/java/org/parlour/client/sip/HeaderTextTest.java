package org.parlour.client.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parlour.protocol.Spec;

class HeaderTextTest {
  @Test
  @Spec("RFC 3261 §20.10")
  void parametersOfTheUriAreNotThoseOfTheHeader() {
    String contact = "\"a;tag=no\" <sip:a@b;tag=uri;lr>;TAG = \"x;y\" ;isfocus";
    assertThat(HeaderText.parameter(contact, "tag")).isEqualTo("x;y");
    assertThat(HeaderText.parameter(contact, "isfocus")).isEmpty();
    assertThat(HeaderText.parameter(contact, "lr")).isNull();
    SipAddress address = SipAddress.parse(contact);
    assertThat(address.displayName()).isEqualTo("a;tag=no");
    assertThat(address.uri()).isEqualTo("sip:a@b;tag=uri;lr");
    assertThat(SipAddress.parse("sip:a@b;tag=1").parameter("tag")).isEqualTo("1");
  }

  @Test
  @Spec({"RFC 3261 §18.2.1", "RFC 3581 §4"})
  void viaTellsWhereTheRequestCameFrom() throws Exception {
    Via via = Via.parse("SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bK1");
    assertThat(via.received("192.0.2.7", 1234).toString())
        .isEqualTo("SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK1;received=192.0.2.7;rport=1234");
    Via same = Via.parse("SIP/2.0/TCP 192.0.2.7;branch=z9hG4bK1");
    assertThat(same.received("192.0.2.7", 1234)).isEqualTo(same);
    assertThat(Via.parse("SIP / 2.0 / UDP  [2001:db8::1]:5070;branch=x").port()).isEqualTo(5070);
  }

  @Test
  void uriIsTakenApart() throws Exception {
    SipUri uri = SipUri.parse("sip:Alice:secret@Example.ORG:5061;transport=TCP?Subject=x");
    assertThat(uri.at()).isEqualTo(new HostPort("example.org", 5061));
    assertThat(uri.parameter("transport")).isEqualTo("TCP");
  }
}
