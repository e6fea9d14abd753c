package org.parlour.protocol.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;
import org.parlour.protocol.address.ImAddress;
import org.parlour.protocol.address.NameAddress;

class CpimMessageTest {
  private static final NameAddress ALICE =
      new NameAddress("Alice", ImAddress.parse("sip:alice@example.org"));
  private static final NameAddress ROOM =
      NameAddress.of(ImAddress.parse("sip:s-k4w2m7q9x3z5b8d1f6g2h7j4n9@im.example.org"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7.2.3.1-group-message.cpim",
        "14.11-every-header.cpim",
        "14.12-imdn-request.cpim"
      })
  @Spec("RFC 3862 §2")
  void writesTheGoldenFilesAsTheyWere(String file) throws Exception {
    byte[] wire = Wire.read("cpim/" + file);
    assertThat(CpimMessage.read(wire).write()).asString().isEqualTo(new String(wire));
  }

  @Test
  @Spec({"RFC 3862 §2.2", "RFC 3862 §2.4"})
  void writesAMessageOfItsOwnLikeTheGoldenFile() throws Exception {
    CpimMessage message =
        CpimMessage.text(
            ALICE,
            ROOM,
            Instant.parse("2026-11-22T08:15:30.120Z"),
            "text/plain; charset=utf-8",
            Wire.bytes("Pizza at noon?"));
    byte[] golden = Wire.read("cpim/7.2.3.1-group-message.cpim");
    assertThat(message.write()).isEqualTo(golden).hasSize(189);
    assertThat(CpimMessage.read(golden)).isEqualTo(message);
  }

  @Test
  @Spec({
    "RFC 3862 §3.1",
    "RFC 3862 §3.2",
    "RFC 3862 §3.3",
    "RFC 3862 §4.1",
    "RFC 3862 §4.2",
    "RFC 3862 §4.3",
    "RFC 3862 §4.5"
  })
  void readsEveryHeader() throws Exception {
    CpimMessage message = CpimMessage.read(Wire.read("cpim/14.11-every-header.cpim"));
    CpimHeaders headers = message.headers();
    assertThat(headers.from().displayName()).isEqualTo("Alice Liddell");
    assertThat(headers.to())
        .containsExactly(
            new NameAddress("Bob \"Bobby\" Smith", ImAddress.parse("sip:bob@example.org")));
    assertThat(headers.cc().getFirst().address()).hasToString("tel:+358-555-0101");
    assertThat(headers.dateTime()).isEqualTo(Instant.parse("2026-11-22T08:15:30Z"));
    assertThat(headers.subject()).isEqualTo("lunch is moved");
    assertThat(headers.require()).containsExactly("room.Table");
    assertThat(headers.extension("urn:example:room-features", "Menu")).hasValue("two\ncourses");
    assertThat(headers.extension("urn:example:other", "Menu")).isEmpty();
    assertThat(headers.all()).hasSize(10);
    assertThat(message.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(message.mediaType()).isEqualTo("text/html");
    assertThat(message.contentHeader("content-id")).hasValue("<1@example.org>");
    assertThat(message.contentText()).startsWith("<p>Half").endsWith("</p>").contains("\r\n\r\n");
  }

  @Test
  @Spec({"RFC 3862 §3.4", "RFC 3862 §4.6", "RFC 5438 §6"})
  void findsExtensionsByNamespaceWhateverThePrefix() throws Exception {
    CpimHeaders imdn = CpimMessage.read(Wire.read("cpim/14.12-imdn-request.cpim")).headers();
    assertThat(imdn.extension("urn:ietf:params:imdn", "Message-ID")).hasValue("34jk324j");
    String other =
        "From: <sip:a@h>\r\nTo: <sip:b@h>\r\nx.Message-ID: early\r\nNS: x <urn:ietf:params:imdn>\r\n"
            + "x.Message-ID: 1\r\nNS: x <urn:other>\r\nx.Disposition: no\r\n\r\n";
    CpimHeaders headers = CpimHeaders.read(ByteBuffer.wrap(Wire.bytes(other)));
    assertThat(headers.extension("urn:ietf:params:imdn", "Message-ID")).hasValue("1");
    assertThat(headers.extension("urn:ietf:params:imdn", "Disposition")).isEmpty();
    assertThat(headers.extension("urn:other", "Disposition")).hasValue("no");
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "' ,, ', 0", "'a,b', 2", "'a , room.B', 2", "',a', 1"})
  @Spec("RFC 3862 §4.7")
  void readsTheNamesThatAreRequired(String value, int names) throws Exception {
    String wire = "From: <sip:a@h>\r\nTo: <sip:b@h>\r\nRequire: " + value + "\r\n\r\n";
    assertThat(CpimHeaders.read(ByteBuffer.wrap(Wire.bytes(wire))).require())
        .hasSize(names)
        .doesNotContain("");
  }

  @ParameterizedTest
  @CsvSource({
    "Bob, 'Bob <sip:a@h>'",
    "Bob  Jones, '\"Bob  Jones\"<sip:a@h>'",
    "J\u00f6rg B. O'Neil, J\u00f6rg B. O'Neil <sip:a@h>",
    "'Jones, Bob', '\"Jones, Bob\"<sip:a@h>'",
    "'a\"b\\', '\"a\\\"b\\\\\"<sip:a@h>'",
    ", <sip:a@h>"
  })
  @Spec("RFC 3862 §3.6")
  void writesAddressesAsTheGrammarHasThem(String name, String value) throws Exception {
    NameAddress address = new NameAddress(name, ImAddress.parse("sip:a@h"));
    CpimHeaders strict = CpimHeaders.of(address, ROOM, null).strict();

    assertThat(strict.all().getFirst().value()).isEqualTo(value);
    assertThat(strict.all().getFirst().name()).isEqualTo("From");
    assertThat(CpimHeaders.of(strict.all()).from()).isEqualTo(address);
  }

  @Test
  void doesNotCopyTheContent() throws Exception {
    byte[] wire = Wire.read("cpim/7.2.3.1-group-message.cpim");
    CpimMessage message = CpimMessage.read(wire);
    wire[wire.length - 1] = '!';
    assertThat(message.contentText()).isEqualTo("Pizza at noon!");
    assertThat(message.contentBytes()).hasSize(14);
    assertThat(message.write()).hasSameSizeAs(wire);
  }

  @Test
  @Spec({"RFC 3862 §2.3", "RFC 3862 §2.3.1"})
  void resolvesAndWritesEscapes() throws Exception {
    String wire =
        "From: \"J\\u00f6rg \\\"J\\\"\" <sip:a@h>\r\nTo: <sip:b@h>\r\nSubject: a\\u0041\\\\\\n\\q\r\n\r\n";
    CpimHeaders headers = CpimHeaders.read(ByteBuffer.wrap(Wire.bytes(wire)));
    assertThat(headers.from().displayName()).isEqualTo("Jörg \"J\"");
    assertThat(headers.subject()).isEqualTo("aA\\\nq");
    CpimHeader subject = CpimHeader.of("Subject", "two\r\nlines\\");
    assertThat(subject).hasToString("Subject: two\\r\\nlines\\\\");
    assertThat(subject.text()).isEqualTo("two\r\nlines\\");
  }

  @Test
  @Spec("RFC 4975 §7.1.1")
  void findsTheEndOfTheHeadersInWhatHasArrived() {
    byte[] wire = Wire.read("cpim/7.2.3.1-group-message.cpim");
    int end = new String(wire).indexOf("Content-Type");
    assertThat(CpimHeaders.endOf(wire)).isEqualTo(end);
    for (int arrived = 0; arrived < end; arrived++) {
      assertThat(CpimHeaders.endOf(ByteBuffer.wrap(wire, 0, arrived))).isEqualTo(-1);
    }
    assertThat(CpimHeaders.endOf(ByteBuffer.wrap(wire, 0, end))).isEqualTo(end);
    ByteBuffer within = ByteBuffer.allocate(wire.length + 7).position(7).put(7, wire);
    assertThat(CpimHeaders.endOf(within)).isEqualTo(end);
    assertThat(within.position()).isEqualTo(7);
    assertThat(CpimHeaders.endOf(Wire.bytes("a: b\n\nc"))).isEqualTo(6);
    assertThat(CpimHeaders.endOf(Wire.bytes("\r\n"))).isEqualTo(2);
    assertThat(CpimHeaders.endOf(new byte[CpimHeaders.MAX_BYTES * 2])).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-22T08:15:30Z      | 2026-11-22T08:15:30Z
          2026-11-22t08:15:30.5z    | 2026-11-22T08:15:30.500Z
          2026-11-22T10:15:30+02:00 | 2026-11-22T08:15:30Z
          yesterday                 |
          2026-13-01T00:00:00Z      |
          """)
  @Spec("RFC 3862 §4.4")
  void readsTimesAndForgivesBrokenOnes(String text, Instant expected) throws Exception {
    String wire = "From: <sip:a@h>\r\nTo: <sip:b@h>\r\nDateTime: " + text + "\r\n\r\n";
    assertThat(CpimHeaders.read(ByteBuffer.wrap(Wire.bytes(wire))).dateTime()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                        | no blank line
          From: <sip:a@h>~To: <sip:b@h>~                            | no blank line
          ~~x                                                       | no From
          To: <sip:b@h>~~~x                                         | no From
          From: <sip:a@h>~~~x                                       | no To
          from: <sip:a@h>~To: <sip:b@h>~~~x                         | no From
          From: <sip:a@h>~From: <sip:c@h>~To: <sip:b@h>~~~x         | several From
          From: sip:a@h~To: <sip:b@h>~~~x                           | angle brackets
          From: <im:a@h>~To: <sip:b@h>~~~x                          | address
          From: <sip:a@h>~To: <>~~~x                                | address
          From: <sip:a@h>~To: <sip:b@h>~broken~~~x                  | <name>: <value>
          From: <sip:a@h>~To: <sip:b@h>~a b: c~~~x                  | cpim header
          From: <sip:a@h>~To: <sip:b@h>~~Content-Type: text/plain   | content headers
          """)
  @Spec({"RFC 3862 §2.2", "RFC 3862 §4.1", "RFC 3862 §4.2"})
  void refusesWhatIsBroken(String wire, String reason) {
    byte[] body = Wire.bytes(wire.replace("~", "\r\n"));
    assertThatThrownBy(() -> CpimMessage.read(body))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining(reason);
  }

  @Test
  @Spec("RFC 3862 §3.2")
  void refusesBrokenUtf8AndTooManyLines() {
    byte[] broken = Wire.bytes("From: \"xx\" <sip:a@h>\r\nTo: <sip:b@h>\r\n\r\n\r\n");
    broken[7] = (byte) 0xff;
    String head = "From: <sip:a@h>\r\nTo: <sip:b@h>\r\n";
    byte[] many = Wire.bytes(head + "a: b\r\n".repeat(200) + "\r\n\r\n");
    byte[] large = Wire.bytes(head + "a: " + "b".repeat(CpimHeaders.MAX_BYTES) + "\r\n\r\n\r\n");
    assertThatThrownBy(() -> CpimMessage.read(broken)).hasMessageContaining("UTF-8");
    assertThatThrownBy(() -> CpimMessage.read(many)).hasMessageContaining("too many");
    assertThatThrownBy(() -> CpimMessage.read(large)).hasMessageContaining("no blank line");
  }

  @Test
  @Spec("RFC 3862 §2.3.1")
  void writesNoHeaderThatBeginsALine() {
    assertThatThrownBy(() -> new CpimHeader("Subject", "", "a\r\nFrom: <sip:evil@h>"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CpimHeader("Sub: ject", "", "a"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new NameAddress("A\r\nTo: <sip:evil@h>", ALICE.address()).toString())
        .doesNotContain("\r", "\n");
  }
}
