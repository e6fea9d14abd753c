package org.parlour.client.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SipParserProperties {
  private static final String MESSAGE =
      """
      INVITE sip:conference-factory@im.example.org SIP/2.0
      Via: SIP/2.0/TCP 192.0.2.11:40112;branch=z9hG4bKalice1;rport
      Max-Forwards: 70
      From: "Alice" <sip:alice@example.org>;tag=a1a1
      To: <sip:conference-factory@im.example.org>
      Call-ID: 7f1e-adhoc-0001@192.0.2.11
      CSeq: 1 INVITE
      Contact: <sip:alice@192.0.2.11:40112;transport=tcp>;+g.oma.sip-im
      Content-Length: 4

      v=0
      """
          .replace("\n", "\r\n");

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    assertThat(outcome(bytes)).isIn("read", "refused");
  }

  @Property(tries = 2000)
  void anyDamageIsReadOrRefused(@ForAll @Size(max = 6) long[] seeds) {
    byte[] bytes = MESSAGE.getBytes(StandardCharsets.UTF_8);
    for (long seed : seeds) {
      Random random = new Random(seed);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    assertThat(outcome(bytes)).isIn("read", "refused");
  }

  @Property(tries = 500)
  void valuesOfAnyTextCanBeTakenApart(@ForAll String text) {
    SipAddress.parse(text);
    HeaderText.split(text, ',').forEach(part -> HeaderText.parameter(part, "tag"));
    assertThat(HeaderText.unquote(HeaderText.quote(text))).isEqualTo(text);
    try {
      Via.parse(text).received("192.0.2.1", 5060);
      SipUri.parse(text);
    } catch (MalformedSipException e) {
      assertThat(e).hasMessageContaining("expected");
    }
  }

  private static String outcome(byte[] bytes) {
    try {
      SipMessage message = SipParser.parse(bytes);
      SipWriter.write(message);
      return "read";
    } catch (MalformedSipException e) {
      return "refused";
    }
  }
}
