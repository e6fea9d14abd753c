package org.parlour.protocol.iscomposing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parlour.protocol.MalformedBodyException;
import org.parlour.protocol.Spec;
import org.parlour.protocol.Wire;

class IsComposingTest {
  private static final String OPEN = "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'>";
  private static final IsComposing ACTIVE =
      new IsComposing(true, Instant.parse("2026-11-22T08:15:30Z"), "text/plain", 90);

  @Test
  @Spec("RFC 3994 §5")
  void readsAndWritesADocument() throws Exception {
    assertThat(IsComposing.read(Wire.read("iscomposing/6.5-active.xml"))).isEqualTo(ACTIVE);
    assertThat(IsComposing.read(ACTIVE.write())).isEqualTo(ACTIVE);
    IsComposing idle = new IsComposing(false, null, null, null);
    assertThat(IsComposing.read(idle.write())).isEqualTo(idle);
  }

  @ParameterizedTest
  @CsvSource({"active,true", "idle,false", "pondering,false"})
  @Spec("RFC 3994 §3.3")
  void takesEveryOtherStateForIdle(String state, boolean active) throws Exception {
    String xml = OPEN + "<state>" + state + "</state><refresh>5</refresh></isComposing>";
    IsComposing read = IsComposing.read(Wire.bytes(xml));
    assertThat(read.active()).isEqualTo(active);
    assertThat(read.refresh()).isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</isComposing>",
        "<state>active</state>",
        "<state>active</state><refresh>-1</refresh></isComposing>",
        "<state>active</state><refresh>99999999999</refresh></isComposing>",
        "<state>active</state><lastactive>now</lastactive></isComposing>",
      })
  void refusesWhatIsBroken(String rest) {
    assertThatThrownBy(() -> IsComposing.read(Wire.bytes(OPEN + rest)))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageStartingWith("isComposing: ");
  }
}
