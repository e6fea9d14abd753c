package org.parlour.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;
import org.parlour.protocol.cpim.CpimMessage;
import org.parlour.protocol.imdn.DeliveryFailure;
import org.parlour.protocol.imdn.Imdn;
import org.parlour.protocol.list.Recipient;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.multipart.BodyPart;
import org.parlour.protocol.multipart.Multipart;

class PagerBodyTest {
  private static final ImAddress BOB = ImAddress.parse("sip:bob@example.org");

  private static CpimMessage cpim(String contentType, byte[] content) {
    return CpimMessage.text(
        NameAddress.of(ImAddress.parse("sip:alice@example.org")),
        NameAddress.of(BOB),
        null,
        contentType,
        content);
  }

  @Test
  @Spec("RFC 5365 §7.3")
  void readsTheTextAndWhoElseWasAddressed() {
    List<BodyPart> parts =
        List.of(
            BodyPart.of(
                CpimMessage.CONTENT_TYPE,
                cpim("text/plain", "hi".getBytes(StandardCharsets.UTF_8)).write()),
            BodyPart.of(
                ResourceLists.CONTENT_TYPE,
                ResourceLists.writeHistory(List.of(Recipient.to(BOB)))));
    String boundary = Multipart.boundaryFor(parts);

    PagerBody body =
        PagerBody.read(Multipart.contentType(boundary), Multipart.write(boundary, parts));

    assertThat(body.text()).isEqualTo("hi");
    assertThat(body.others()).containsExactly(Recipient.to(BOB));
    assertThat(body.failure()).isNull();
  }

  @Test
  @Spec("RFC 5438 §11.1.1")
  void readsAFailure() {
    DeliveryFailure failure = new DeliveryFailure("1", Instant.EPOCH, BOB, null);

    PagerBody body =
        PagerBody.read(CpimMessage.CONTENT_TYPE, cpim(Imdn.CONTENT_TYPE, failure.write()).write());

    assertThat(body.failure()).isEqualTo(failure);
    assertThat(body.text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, hi",
    "message/cpim, hi",
    "multipart/mixed, hi",
    "multipart/mixed;boundary=b, hi",
    "message/imdn+xml, hi",
    "'', ''"
  })
  void whatCannotBeReadSaysNothing(String contentType, String body) {
    assertThat(PagerBody.read(contentType, body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new PagerBody("", List.of(), null));
  }
}
