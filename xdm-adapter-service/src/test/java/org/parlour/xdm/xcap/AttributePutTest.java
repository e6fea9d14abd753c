package org.parlour.xdm.xcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parlour.protocol.Spec;

class AttributePutTest {
  @Test
  @Spec({"RFC 4825 §7.7", "RFC 4825 §8.2.4"})
  void aValueThatIsThereIsReplaced() throws XcapConflictException {
    assertThat(Lists.put("lists/list[1]/@name", "pals &amp; co"))
        .isEqualTo(Lists.TEXT.replace("friends", "pals &amp; co"));
    assertThat(Lists.put("lists/list[1]/@name", "a\"b"))
        .isEqualTo(Lists.TEXT.replace("\"friends\"", "'a\"b'"));
  }

  @Test
  @Spec({"RFC 4825 §7.7", "RFC 4825 §8.2.3"})
  void aNewAttributeGoesBehindTheOthers() throws XcapConflictException {
    assertThat(Lists.put("lists/list[2]/@a", "1"))
        .isEqualTo(Lists.TEXT.replace("\"empty\"/>", "\"empty\" a=\"1\"/>"));
    assertThat(Lists.put("lists/list[1]/note/@a", ""))
        .isEqualTo(Lists.TEXT.replace("<note>", "<note a=\"\">"));
    assertThat(Lists.put("lists/list[1]/note/@x:a", "1"))
        .isEqualTo(Lists.TEXT.replace("<note>", "<note x:a=\"1\">"));
  }

  @ParameterizedTest
  @Spec({"RFC 4825 §8.2.1", "RFC 4825 §8.2.2", "RFC 4825 §8.2.4", "RFC 4825 §11.1"})
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not-xml-att-value | lists/list[1]/@name                  | a<b
          not-xml-att-value | lists/list[1]/@name                  | a&b
          not-xml-att-value | lists/list[1]/@name                  | &bomb;
          not-xml-att-value | lists/list[1]/@name                  | both " and '
          no-parent         | lists/list[9]/@name                  | a
          no-parent         | lists/list/@name                     | a
          cannot-insert     | lists/list[@name="friends"]/@name    | pals
          cannot-insert     | lists/list[1]/note/@l:a              | a
          """)
  void whatCannotBeIsRefused(String error, String selector, String body) {
    assertThatExceptionOfType(XcapConflictException.class)
        .isThrownBy(() -> Lists.put(selector, body))
        .satisfies(e -> assertThat(e.error().element()).isEqualTo(error));
  }
}
