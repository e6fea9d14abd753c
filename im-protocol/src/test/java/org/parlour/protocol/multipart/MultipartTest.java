package org.parlour.protocol.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;
import org.parlour.protocol.list.ResourceLists;
import org.parlour.protocol.sdp.SdpReader;

class MultipartTest {
  @ParameterizedTest
  @CsvSource({
    "7.2.1.2-adhoc-invite.txt,b-mix-1,true",
    "7.2.2.2-invite-to-invitee.txt,b-srv-1,false",
    "8.3.2.1-list-message.txt,m1,true",
    "8.3.2.1-fan-out.txt,f1,false"
  })
  @Spec("RFC 5366 §3")
  void writesTheGoldenFilesAsTheyWere(String file, String boundary, boolean required)
      throws Exception {
    byte[] wire = Wire.read("multipart/" + file);
    List<BodyPart> parts = Multipart.read(Multipart.contentType(boundary), wire);
    assertThat(parts).hasSize(2);
    BodyPart list = parts.getLast();
    assertThat(list.mediaType()).isEqualTo(ResourceLists.CONTENT_TYPE);
    assertThat(list.disposition())
        .isEqualTo(required ? "recipient-list" : "recipient-list-history");
    assertThat(list.handlingRequired()).isEqualTo(required);
    assertThat(ResourceLists.read(list.body())).hasSizeBetween(2, 3);
    assertThat(Multipart.write(boundary, parts)).asString().isEqualTo(new String(wire));
  }

  @Test
  @Spec("RFC 5366 §3")
  void handsOutPartsThatTheOtherReadersTake() throws Exception {
    byte[] wire = Wire.read("multipart/7.2.1.2-adhoc-invite.txt");
    List<BodyPart> parts = Multipart.read("Multipart/Mixed; Boundary=b-mix-1", wire);
    assertThat(parts.getFirst().contentType()).isEqualTo("application/sdp");
    assertThat(parts.getFirst().body()).isEqualTo(Wire.read("sdp/7.2.1.2-offer.sdp"));
    assertThat(SdpReader.read(parts.getFirst().body()).msrp()).isPresent();
  }

  @Test
  @Spec("RFC 2046 §5.1.1")
  void readsLinesWithLfAlonePreambleEpilogueAndFoldedHeaders() throws Exception {
    String wire =
        """
        preamble with --x inside
        --x  \t
        content-type: text/plain;
          charset=utf-8
        Content-ID: <p1@example.org>
        X-Unknown: y

        one
        --x1 is no boundary

        --x

        no headers
        --x--
        epilogue
        --x
        """;
    List<BodyPart> parts = Multipart.read("multipart/mixed; boundary=\"x\"; y=z", Wire.bytes(wire));
    assertThat(parts).hasSize(2);
    assertThat(parts.getFirst().contentType()).isEqualTo("text/plain; charset=utf-8");
    assertThat(parts.getFirst().contentId()).isEqualTo("p1@example.org");
    assertThat(parts.getFirst().handlingRequired()).isTrue();
    assertThat(parts.getFirst().body()).asString().isEqualTo("one\n--x1 is no boundary\n");
    assertThat(parts.getLast().contentType()).isEqualTo("text/plain");
    assertThat(parts.getLast().body()).asString().isEqualTo("no headers");
  }

  @Test
  void flattensNestedMixedAndLeavesOthersWhole() throws Exception {
    BodyPart leaf = BodyPart.of("text/plain", Wire.bytes("leaf"));
    BodyPart mixed = BodyPart.of(Multipart.contentType("in"), Multipart.write("in", List.of(leaf)));
    BodyPart choice = BodyPart.of("multipart/alternative;boundary=in", mixed.body());
    byte[] wire = Multipart.write("out", List.of(mixed, choice));
    assertThat(Multipart.read(Multipart.contentType("out"), wire))
        .extracting(BodyPart::contentType)
        .containsExactly("text/plain", "multipart/alternative;boundary=in");
  }

  @Test
  void readsBase64() throws Exception {
    String wire = "--x\r\nContent-Transfer-Encoding: Base64\r\n\r\naGVs\r\nbG8=\r\n--x--";
    assertThat(Multipart.read("multipart/mixed;boundary=x", Wire.bytes(wire)).getFirst().body())
        .asString()
        .isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          multipart/mixed              | --x~~a~--x--                        | boundary
          multipart/mixed;boundary=""  | --x~~a~--x--                        | boundary
          text/plain;boundary=x        | --x~~a~--x--                        | boundary
          multipart/mixed;boundary=x   | ''                                  | no boundary line
          multipart/mixed;boundary=x   | --y~~a~--y--                        | no boundary line
          multipart/mixed;boundary=x   | --x~~a                              | no closing
          multipart/mixed;boundary=x   | --x--                               | no part
          multipart/mixed;boundary=x   | --x~no header~~a~--x--              | <name>: <value>
          multipart/mixed;boundary=x   | --x~: v~~a~--x--                    | <name>: <value>
          multipart/mixed;boundary=x   | --x~Content-Transfer-Encoding: uu~~a~--x-- | encoding
          multipart/mixed;boundary=x   | --x~Content-Transfer-Encoding: base64~~=a=~--x-- | base64
          multipart/mixed;boundary=x   | --x~Content-Type: multipart/mixed~~a~--x-- | boundary
          """)
  @Spec("RFC 2046 §5.1")
  void refusesWhatIsBroken(String contentType, String wire, String reason) {
    byte[] body = Wire.bytes(wire.replace("~", "\r\n"));
    assertThatThrownBy(() -> Multipart.read(contentType, body))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageStartingWith("multipart: ")
        .hasMessageContaining(reason);
  }

  @Test
  void hasLimits() {
    String part = "--x\r\n\r\na\r\n";
    byte[] many = Wire.bytes(part.repeat(Multipart.MAX_PARTS + 1) + "--x--");
    byte[] headers = Wire.bytes("--x\r\n" + "A: b\r\n".repeat(100) + "\r\na\r\n--x--");
    byte[] deep = Wire.bytes("leaf");
    for (int i = 0; i < 8; i++) {
      String type = Multipart.contentType("b" + (i - 1));
      deep = Multipart.write("b" + i, List.of(BodyPart.of(i == 0 ? "text/plain" : type, deep)));
    }
    byte[] nested = deep;
    assertThatThrownBy(() -> Multipart.read("multipart/mixed;boundary=x", many))
        .hasMessageContaining("too many parts");
    assertThatThrownBy(() -> Multipart.read("multipart/mixed;boundary=x", headers))
        .hasMessageContaining("header lines");
    assertThatThrownBy(() -> Multipart.read("multipart/mixed;boundary=b7", nested))
        .hasMessageContaining("nested");
  }

  @Test
  void letsNoBodyCloseAPartOfOurs() throws Exception {
    List<BodyPart> parts =
        List.of(BodyPart.of("text/plain", Wire.bytes("a\r\n--b-mix-1\r\n\r\ninjected")));
    assertThatThrownBy(() -> Multipart.write("b-mix-1", parts))
        .isInstanceOf(IllegalArgumentException.class);
    String boundary = Multipart.boundaryFor(parts);
    byte[] wire = Multipart.write(boundary, parts);
    assertThat(Multipart.read(Multipart.contentType(boundary), wire)).hasSize(1);
  }

  @Test
  void writesNoHeaderWithALineBreak() {
    List<BodyPart> parts =
        Collections.singletonList(BodyPart.of("text/plain\r\nX: y", new byte[0]));
    assertThatThrownBy(() -> Multipart.write("b", parts))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
