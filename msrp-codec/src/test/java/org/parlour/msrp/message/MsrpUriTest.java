package org.parlour.msrp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.Spec;

@Spec("RFC 4975 §6.1")
class MsrpUriTest {
  @ParameterizedTest
  @CsvSource({
    "msrp://h/a;tcp, msrp://h:2855/a;tcp",
    "msrp://H.Example/a;tcp, MSRP://h.example/a;TCP",
    "msrp://bob@h/a;tcp, msrp://h/a;tcp",
    "msrp://h/a;tcp;x=1, msrp://h/a;tcp",
    "msrps://[2001:DB8::1]:9/a;tcp, msrps://[2001:db8::1]:9/a;tcp",
  })
  void takesTheseForTheSame(String one, String other) {
    assertThat(MsrpUri.parse(one)).isEqualTo(MsrpUri.parse(other));
    assertThat(MsrpUri.parse(one)).hasSameHashCodeAs(MsrpUri.parse(other));
  }

  @ParameterizedTest
  @CsvSource({
    "msrp://h/a;tcp, msrps://h/a;tcp",
    "msrp://h/a;tcp, msrp://h/A;tcp",
    "msrp://h/a;tcp, msrp://h:9/a;tcp",
    "msrp://h/a;tcp, msrp://g/a;tcp",
    "msrp://h/a;tcp, msrp://h/a;ws",
    "msrp://h/a;tcp, msrp://h;tcp",
  })
  void takesTheseForDifferent(String one, String other) {
    assertThat(MsrpUri.parse(one)).isNotEqualTo(MsrpUri.parse(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "msrp",
        "http://h/a;tcp",
        "msrp://h/a",
        "msrp:///a;tcp",
        "msrp://h/a;",
        "msrp://h:0/a;tcp",
        "msrp://h:65536/a;tcp",
        "msrp://h:99999999999/a;tcp",
        "msrp://h:x/a;tcp",
        "msrp://h:/a;tcp",
        "msrp://h/a b;tcp",
        "msrp://h/\u00e9;tcp",
        "msrp://[]/a;tcp",
        "msrp://[/a;tcp",
        "msrp://[::1]x/a;tcp",
        "msrp://a]b/a;tcp",
        "msrp://h/a;tcp/b",
        "msrp://h/<a>;tcp"
      })
  void refuses(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MsrpUri.parse(text))
        .withMessageContaining("expected");
  }

  @Test
  void refusesAnEndlessOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MsrpUri.parse("msrp://h/" + "a".repeat(2000) + ";tcp"));
  }

  @Test
  void keepsItsText() {
    String text = "msrp://Bob@H:2855/Sess/ion;tcp;x=Y";

    assertThat(MsrpUri.parse(text)).hasToString(text);
    assertThat(MsrpUri.parse(text).sessionId()).isEqualTo("Sess/ion");
  }

  @Test
  void masksTheSession() {
    assertThat(MsrpUri.parse("msrp://h:9/srvA-9fQm31xTz0;tcp").masked())
        .isEqualTo("msrp://h:9/srvA…");
  }
}
