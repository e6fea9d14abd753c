package org.parlour.protocol.imdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;

@Spec("RFC 5438 §11.1.1")
class DeliveryFailureTest {
  private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
  private static final ImAddress BOB = ImAddress.parse("sip:bob@example.org");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void isWrittenInTheOrderOfTheSchema() {
    DeliveryFailure failure =
        new DeliveryFailure("<34jk&", AT, BOB, ImAddress.parse("sip:team@im.example.org"));

    assertThat(new String(failure.write(), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>&lt;34jk&amp;</message-id>\
            <datetime>2026-11-22T09:00:00Z</datetime>\
            <recipient-uri>sip:bob@example.org</recipient-uri>\
            <original-recipient-uri>sip:team@im.example.org</original-recipient-uri>\
            <delivery-notification><status><failed/></status></delivery-notification></imdn>""");
  }

  @Test
  void readsWhatItWrote() throws MalformedBodyException {
    DeliveryFailure failure = new DeliveryFailure("1", AT, BOB, null);

    assertThat(DeliveryFailure.read(failure.write())).isEqualTo(failure);
  }

  @Test
  void readsWhatOthersWrite() throws MalformedBodyException {
    String document =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <i:imdn xmlns:i="urn:ietf:params:xml:ns:imdn">
          <i:message-id>34jk324j</i:message-id>
          <i:datetime>2026-11-22T11:00:00+02:00</i:datetime>
          <i:recipient-uri>sip:bob@example.org</i:recipient-uri>
          <i:subject>lunch</i:subject>
          <i:delivery-notification>
            <i:status><i:failed/></i:status>
          </i:delivery-notification>
        </i:imdn>""";

    assertThat(DeliveryFailure.read(bytes(document)))
        .isEqualTo(new DeliveryFailure("34jk324j", AT, BOB, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<imdn/>",
        "<imdn xmlns='urn:ietf:params:xml:ns:imdn'/>",
        "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>1</message-id>"
            + "<datetime>2026-11-22T09:00:00Z</datetime>"
            + "<recipient-uri>sip:b@c</recipient-uri><delivery-notification><status><delivered/>"
            + "</status></delivery-notification></imdn>",
        "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>1</message-id>"
            + "<datetime>yesterday</datetime></imdn>",
        "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><recipient-uri>bob</recipient-uri></imdn>"
      })
  void refusesWhatIsNoneWithAReason(String document) {
    assertThatThrownBy(() -> DeliveryFailure.read(bytes(document)))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("imdn");
  }
}
