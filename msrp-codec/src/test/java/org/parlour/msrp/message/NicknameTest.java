package org.parlour.msrp.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

@Spec("RFC 7701 §7.1")
class NicknameTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Captain", "a \"b\" c", "back\\slash", "\u00c9clair"})
  void unquotesWhatItQuoted(String text) {
    assertThat(Nickname.unquote(Nickname.quote(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "Captain", "\"Captain", "Captain\"", "\"a\"b\"", "\"a\\\""})
  void refuses(String value) {
    assertThat(Nickname.unquote(value)).isNull();
  }
}
