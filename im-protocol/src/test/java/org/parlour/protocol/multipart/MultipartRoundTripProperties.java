package org.parlour.protocol.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;

class MultipartRoundTripProperties {
  @Property(tries = 300)
  @Spec("RFC 2046 §5.1")
  void readsBackWhatItWrote(@ForAll("parts") List<BodyPart> parts) throws Exception {
    String boundary = Multipart.boundaryFor(parts);
    byte[] wire = Multipart.write(boundary, parts);
    assertThat(Multipart.read(Multipart.contentType(boundary), wire))
        .usingRecursiveComparison()
        .isEqualTo(parts);
  }

  @Property(tries = 300)
  void answersAnyBytesWithAValueOrItsOwnException(@ForAll byte[] bytes) {
    byte[] wire = new byte[bytes.length + 5];
    System.arraycopy("--x\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, wire, 0, 5);
    System.arraycopy(bytes, 0, wire, 5, bytes.length);
    try {
      assertThat(Multipart.read("multipart/mixed;boundary=x", wire)).isNotEmpty();
    } catch (MalformedBodyException e) {
      assertThat(e).hasMessageStartingWith("multipart: ");
    }
  }

  @Provide
  Arbitrary<List<BodyPart>> parts() {
    Arbitrary<byte[]> text =
        Arbitraries.strings().withChars("\r\n-bmix1 :a").ofMaxLength(60).map(String::getBytes);
    Arbitrary<byte[]> binary = Arbitraries.bytes().array(byte[].class).ofMaxSize(60);
    return Combinators.combine(
            Arbitraries.of("text/plain;charset=UTF-8", "application/sdp", "image/png"),
            Arbitraries.of("render", "recipient-list").injectNull(0.3),
            Arbitraries.of(true, false),
            Arbitraries.of("a@b", "1").injectNull(0.5),
            Arbitraries.oneOf(text, binary))
        .as(
            (type, disposition, required, id, body) ->
                new BodyPart(
                    type,
                    required || disposition != null ? disposition : "render",
                    required,
                    id,
                    body))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
