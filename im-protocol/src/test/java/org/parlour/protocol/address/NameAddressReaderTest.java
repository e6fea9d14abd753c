package org.parlour.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;

class NameAddressReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "Alice" <sip:alice@example.org>;tag=a1         | Alice          | sip:alice@example.org
          "A \\"B\\" \\\\C" <sip:a@example.org>          | A "B" \\C      | sip:a@example.org
          "a <b>; c, d" <sip:a@example.org>              | a <b>; c, d    | sip:a@example.org
          Alice Liddell  <sip:alice@example.org>         | Alice Liddell  | sip:alice@example.org
          <sip:alice@example.org;transport=tcp>;x=<y>    |                | sip:alice@example.org;transport=tcp
          sip:alice@example.org;tag=a1                   |                | sip:alice@example.org
          "" <tel:+358555>                               |                | tel:+358555
          "Örn 🙂" <sip:o@example.org>                   | Örn 🙂         | sip:o@example.org
          """)
  @Spec("RFC 3261 §25.1")
  void readsEveryShape(String text, String name, String uri) throws Exception {
    NameAddress read = NameAddressReader.read(text);
    assertThat(read.displayName()).isEqualTo(name);
    assertThat(read.address()).hasToString(uri);
    assertThat(NameAddressReader.read(read.toString())).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "Alice",
        "\"Alice <sip:a@b>",
        "\"Alice\"",
        "\"Alice\" sip:a@b",
        "<sip:a@b",
        "<>",
        "<http://a>",
        "\"\\",
        "*",
        "\"A\" <sip:a@b\r\nX: y>"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> NameAddressReader.read(text))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("(expected: ");
  }

  @Test
  @Spec("RFC 3325 §9.1")
  void cutsDisplayNamesAndStripsControlCharacters() {
    ImAddress alice = ImAddress.sip("alice", "example.org");
    assertThat(new NameAddress("A\r\nX: y", alice))
        .hasToString("\"AX: y\" <sip:alice@example.org>");
    assertThat(new NameAddress("x".repeat(100), alice).displayName()).hasSize(64);
    assertThat(new NameAddress("\u0001", alice).displayName()).isNull();
  }

  @Property(tries = 300)
  void readsBackEveryDisplayName(@ForAll @StringLength(max = 80) String name) throws Exception {
    NameAddress written = new NameAddress(name, ImAddress.sip("a", "example.org"));
    assertThat(NameAddressReader.read(written.toString())).isEqualTo(written);
  }
}
